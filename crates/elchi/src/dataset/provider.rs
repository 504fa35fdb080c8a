//! Tables of a dataset as DataFusion sees them: named files with the contract's schema, nothing inferred.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::common::{DataFusionError, Result};
use datafusion::datasource::TableProvider;
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use elchi_model::tables::Table;
use url::Url;

/// The table over exactly these parts.
pub(crate) fn table_over(table: &Table, parts: &[PathBuf]) -> Result<Arc<dyn TableProvider>> {
    if parts.is_empty() {
        return Ok(Arc::new(EmptyTable::new(table.schema())));
    }
    let urls = parts.iter().map(|part| file_url(part)).collect::<Result<Vec<_>>>()?;
    let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
    let config =
        ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(table.schema());
    Ok(Arc::new(ListingTable::try_new(config)?))
}

/// The path as a URL of one file: a path may hold characters that a glob would read otherwise.
fn file_url(path: &Path) -> Result<ListingTableUrl> {
    let absolute = std::path::absolute(path)?;
    let url = Url::from_file_path(&absolute)
        .map_err(|()| DataFusionError::External(format!("{} is no path of a file", absolute.display()).into()))?;
    ListingTableUrl::try_new(url, None)
}
