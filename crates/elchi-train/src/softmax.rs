//! Softmax regression over hashed features, by AdaGrad: one such model for each script.
//!
//! Floats are added in a fixed order and only basic operations are used, so the same texts give the same weights
//! wherever floats follow IEEE 754.

/// Classes of one script at most.
pub(crate) const CLASSES: usize = 32;
/// Keeps the first steps of a weight short.
const FIRST: f32 = 1e-4;

/// Weights of one script.
pub(crate) struct Softmax {
    weights: Vec<[f32; CLASSES]>,
    squares: Vec<[f32; CLASSES]>,
    /// Number of classes.
    classes: usize,
}

impl Softmax {
    pub(crate) fn new(bits: u32, classes: usize) -> Softmax {
        let zero = vec![[0.0; CLASSES]; 1 << bits];
        Softmax { weights: zero.clone(), squares: zero, classes }
    }

    /// The share of each class, given the buckets of a text.
    pub(crate) fn shares(&self, buckets: &[u32]) -> [f32; CLASSES] {
        let mut sum = [0.0_f32; CLASSES];
        for &bucket in buckets {
            let row = &self.weights[bucket as usize];
            for class in 0..CLASSES {
                sum[class] += row[class];
            }
        }
        let scale = scale(buckets);
        let top = sum[..self.classes].iter().copied().fold(f32::MIN, f32::max);
        let mut total = 0.0;
        for (class, value) in sum.iter_mut().enumerate() {
            *value = if class < self.classes { exp((*value - top) * scale) } else { 0.0 };
            total += *value;
        }
        sum.map(|value| value / total)
    }

    /// Learns that a text with these buckets is of `class`.
    pub(crate) fn learn(&mut self, buckets: &[u32], class: usize, rate: f32) {
        let scale = scale(buckets);
        let mut slope = self.shares(buckets);
        slope[class] -= 1.0;
        if slope[class] > -1e-3 {
            return;
        }
        let slope = slope.map(|value| value * scale);
        let squares = slope.map(|value| value * value);
        for &bucket in buckets {
            let row = &mut self.weights[bucket as usize];
            let seen = &mut self.squares[bucket as usize];
            for class in 0..CLASSES {
                seen[class] += squares[class];
                row[class] -= rate * slope[class] / (seen[class] + FIRST).sqrt();
            }
        }
    }

    /// Weights as bytes, bucket by bucket, and what one is worth, in parts of 65,536.
    ///
    /// The weights of a bucket add up to about zero: a class's own sum then says how well a text suits it.
    pub(crate) fn quantised(&self) -> (Vec<u8>, u32) {
        let centred = |row: &[f32; CLASSES]| {
            let mean = row[..self.classes].iter().sum::<f32>() / self.classes as f32;
            row.map(|weight| weight - mean)
        };
        let centred: Vec<f32> =
            self.weights.iter().flat_map(|row| centred(row).into_iter().take(self.classes)).collect();
        let mut all: Vec<f32> = centred.iter().map(|weight| weight.abs()).collect();
        all.sort_unstable_by(f32::total_cmp);
        // One weight in ten thousand is cut off, so that the others keep more of their digits.
        let largest = all[all.len() - 1 - all.len() / 10_000].max(1e-6);
        let unit = (largest / 127.0 * 65_536.0).ceil().max(1.0);
        let byte = |weight: &f32| ((weight * 65_536.0 / unit).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0];
        (centred.iter().map(byte).collect(), unit as u32)
    }
}

/// The exponential function of what is not above zero, by its definition: a library's last digits differ from
/// machine to machine.
fn exp(x: f32) -> f32 {
    let mut value = 1.0 + x.max(-60.0) / 1024.0;
    for _ in 0..10 {
        value *= value;
    }
    value
}

fn scale(buckets: &[u32]) -> f32 {
    1.0 / (buckets.len().max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_what_tells_classes_apart() {
        let mut model = Softmax::new(4, 2);
        for _ in 0..200 {
            model.learn(&[1, 2], 0, 0.5);
            model.learn(&[1, 3], 1, 0.5);
        }
        assert!(model.shares(&[2])[0] > 0.9 && model.shares(&[3])[1] > 0.9);
        assert!((model.shares(&[1])[0] - 0.5).abs() < 0.1);
        let (bytes, unit) = model.quantised();
        assert_eq!(bytes.len(), 32);
        assert!(unit > 0 && bytes[4].cast_signed() > 0 && bytes[5].cast_signed() < 0);
    }
}
