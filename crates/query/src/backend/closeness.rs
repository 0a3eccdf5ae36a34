//! How close words stand to each other.

use crate::weights::NEAR;

/// How close neighbouring words of the query come to each other in one section, given their positions there and
/// their weights: for each pair, the lesser weight over the distance at their closest, where the order of the query
/// counts in full and the other by half.
pub(super) fn closeness(positions: &[Vec<u32>], weights: impl Fn(usize) -> f32) -> f32 {
    let mut sum = 0.0;
    for (at, pair) in positions.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let near = nearness(left, right);
        if near > 0.0 {
            sum += near * weights(at).min(weights(at + 1));
        }
    }
    sum
}

fn nearness(left: &[u32], right: &[u32]) -> f32 {
    let mut near = 0f32;
    let mut start = 0;
    for l in left {
        let from = l.saturating_sub(NEAR);
        while right.get(start).is_some_and(|r| *r < from) {
            start += 1;
        }
        for r in &right[start..] {
            if *r > l + NEAR {
                break;
            }
            let distance = r.abs_diff(*l).max(1) as f32;
            near = near.max(if r >= l { 1.0 } else { 0.5 } / distance);
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::closeness;

    #[test]
    fn order_and_distance_count() {
        let of = |left: &[u32], right: &[u32]| {
            closeness(&[left.to_vec(), right.to_vec()], |at| [2.0, 3.0][at])
        };
        assert_eq!(of(&[4], &[5]), 2.0, "side by side: the lesser weight");
        assert_eq!(of(&[4], &[6]), 1.0, "by half at twice the distance");
        assert_eq!(of(&[5], &[4]), 1.0, "by half when turned round");
        assert_eq!(of(&[0, 40], &[20, 42]), 1.0, "at their closest");
        assert_eq!(of(&[4], &[13]), 0.0, "too far");
    }
}
