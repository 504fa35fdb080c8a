#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use elchi_lexicon::Lexicon; use elchi_model::*; use elchi_segment::Segmenter;
fn main(){ let mut s=Segmenter::new(Lexicon::embedded()); let mut out=vec![]; let (mut n,mut b)=(0,0);
 for f in std::env::args().skip(1){ let lang=Lang::new(&f.rsplit('/').next().unwrap()[..2]).unwrap(); let t=std::fs::read_to_string(&f).unwrap(); s.document(&t,lang,&mut out);
  for x in &out { n+=1; if x.rule.is_some() && !matches!(x.kind, SegmentKind::Title) { b+=1; println!("{} {} {} {:?}", f.rsplit('/').next().unwrap(), x.kind.as_str(), x.rule.as_deref().unwrap(), x.span.of(&t).chars().take(120).collect::<String>()); } } }
 println!("{n} segments, {b} ruled"); }
