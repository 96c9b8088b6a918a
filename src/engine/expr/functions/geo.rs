//! Places on the earth. A point is written `latitude longitude [altitude [accuracy]]`, a line or a
//! shape as points separated by `;`.

use super::super::eval::Arguments;
use super::super::value::Value;
use super::{Function, MANY, Takes};

/// In metres: the sphere of ODK's other programs, so that areas and distances equal theirs.
const RADIUS: f64 = 6_378_100.0;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("area", 1..=1, |a| Value::Number(points(a).map_or(f64::NAN, |it| area(&it)))),
    Function::new("enclosed-area", 1..=1, |a| {
        Value::Number(points(a).map_or(f64::NAN, |it| area(&it)))
    }),
    Function::new("distance", 1..=MANY, |a| {
        Value::Number(points(a).map_or(f64::NAN, |it| distance(&it)))
    }),
    Function::new("geofence", 2..=2, geofence).taking(Takes::Shape),
];

/// Latitude and longitude in degrees.
#[derive(Clone, Copy, PartialEq)]
struct Coordinates {
    latitude: f64,
    longitude: f64,
}

impl Coordinates {
    fn read(text: &str) -> Option<Coordinates> {
        let numbers: Option<Vec<f64>> =
            text.split_whitespace().map(|number| number.parse().ok()).collect();
        match numbers?.as_slice() {
            [latitude, longitude] | [latitude, longitude, _] | [latitude, longitude, _, _]
                if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 =>
            {
                Some(Coordinates { latitude: *latitude, longitude: *longitude })
            }
            _ => None,
        }
    }
}

/// Reads a line; `None` if one of its points is none.
fn read_line(text: &str) -> Option<Vec<Coordinates>> {
    let text = text.trim();
    // The last point may be followed by a separator.
    text.strip_suffix(';').unwrap_or(text).split(';').map(Coordinates::read).collect()
}

/// Whether a text is a shape: a line of at least three points.
pub(in super::super) fn is_shape(text: &str) -> bool {
    read_line(text).is_some_and(|points| points.len() >= 3)
}

/// The points of all arguments, each of which may be a point, a line or many of them.
fn points(arguments: &Arguments<'_, '_>) -> Option<Vec<Coordinates>> {
    let mut points = Vec::new();
    for text in arguments.texts(0) {
        points.extend(read_line(&text)?);
    }
    if points.is_empty() { None } else { Some(points) }
}

/// To the centimetre, or square centimetre's hundredfold, as ODK's programs do.
fn to_hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The area of a shape on the sphere in square metres (Chamberlain and Duquette 2007, eq. 3).
fn area(points: &[Coordinates]) -> f64 {
    let next = points.iter().cycle().skip(1);
    let sum: f64 = points
        .iter()
        .zip(next)
        .map(|(one, two)| {
            (two.longitude - one.longitude).to_radians()
                * (2.0 + one.latitude.to_radians().sin() + two.latitude.to_radians().sin())
        })
        .sum();
    to_hundredths((sum * RADIUS * RADIUS / 2.0).abs())
}

/// The length of a line on the sphere in metres (spherical law of cosines).
fn distance(points: &[Coordinates]) -> f64 {
    let legs = points.windows(2).map(|leg| match leg {
        [one, two] => {
            let (phi, psi) = (one.latitude.to_radians(), two.latitude.to_radians());
            let between = (one.longitude - two.longitude).to_radians();
            let cosine = phi.sin() * psi.sin() + phi.cos() * psi.cos() * between.cos();
            // Rounding may take it a little beyond 1, which is no cosine.
            cosine.clamp(-1.0, 1.0).acos() * RADIUS
        }
        _ => 0.0,
    });
    to_hundredths(legs.sum())
}

/// Whether a point lies within a shape, whose last point is its first: whether a ray from the point
/// crosses an odd number of edges.
fn geofence<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let (point, shape) = (Coordinates::read(&arguments.text(0)), read_line(&arguments.text(1)));
    let (Some(point), Some(shape)) = (point, shape) else {
        return Value::Boolean(false);
    };
    let crossed = shape.windows(2).filter(|edge| match edge {
        [one, two] if (one.longitude > point.longitude) != (two.longitude > point.longitude) => {
            let part = (point.longitude - one.longitude) / (two.longitude - one.longitude);
            point.latitude < one.latitude + part * (two.latitude - one.latitude)
        }
        _ => false,
    });
    let is_closed = shape.len() > 3 && shape.first() == shape.last();
    Value::Boolean(is_closed && crossed.count() % 2 == 1)
}
