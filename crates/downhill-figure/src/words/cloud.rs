//! The gradients of single examples in words.

use super::number;
use downhill_core::run::Cloud;

/// How long the means are and how far the examples are apart: `at step 12 the mean of all is 0.31 long, the examples
/// scatter by 1.2; the batch's mean is 0.45 long, 38° off`.
pub fn cloud(cloud: &Cloud) -> String {
    let (mean, scatter) = (number(cloud.mean.norm()), number(cloud.scatter()));
    let batch = cloud.batch_mean.map(|batch| {
        let [along, aside] = [cloud.mean.dot(batch), cloud.mean.x * batch.y - cloud.mean.y * batch.x];
        let off = aside.atan2(along).to_degrees().abs().round();
        format!("; the batch's mean is {} long, {off}° off", number(batch.norm()))
    });
    let batch = batch.unwrap_or_default();
    format!("at step {} the mean of all is {mean} long, the examples scatter by {scatter}{batch}", cloud.step)
}
