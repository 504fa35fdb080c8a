//! Logistic regression by stochastic gradient descent with a step of its own for each weight (AdaGrad).

use elchi_segment::{FURNITURE_BUCKETS, FURNITURE_PARTS};

use super::examples::Example;
use crate::rng::Rng;

/// Passes over the examples.
const PASSES: usize = 12;
/// First step.
const RATE: f32 = 0.5;
/// Pull towards zero at each step, relative to the weight.
const DECAY: f32 = 1e-6;

/// The file of weights: the bias in two bytes, then a signed byte for each bucket.
pub(crate) fn fit(examples: &[Example]) -> Vec<u8> {
    let mut weights = vec![0_f32; FURNITURE_BUCKETS];
    let mut squares = vec![1e-2_f32; FURNITURE_BUCKETS];
    let (mut bias, mut bias_square) = (0_f32, 1_f32);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Rng::new(11);
    for _ in 0..PASSES {
        random.shuffle(&mut order);
        for &at in &order {
            let Example { features, furniture, weight } = &examples[at];
            let sum: f32 = features.iter().map(|(bucket, value)| weights[*bucket as usize] * value).sum::<f32>() + bias;
            let share = 1.0 / (1.0 + (-sum).exp());
            let gradient = (share - if *furniture { 1.0 } else { 0.0 }) * weight;
            for (bucket, value) in features {
                let at = *bucket as usize;
                let slope = gradient * value + DECAY * weights[at];
                squares[at] += slope * slope;
                weights[at] -= RATE * slope / squares[at].sqrt();
            }
            bias_square += gradient * gradient;
            bias -= RATE * gradient / bias_square.sqrt();
        }
    }
    let parts = FURNITURE_PARTS as f32;
    let mut out = ((bias * parts).round() as i16).to_le_bytes().to_vec();
    out.extend(weights.iter().map(|weight| (weight * parts).round().clamp(-127.0, 127.0) as i8 as u8));
    out
}
