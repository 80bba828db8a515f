//! Who appears when, in which role: a row for each name, a mark for each day.

use super::choice::Choice;
use super::finished;
use super::legend::{Group, colours, laid_out};
use super::name::FONT;
use super::names;
use super::page::{Body, inner, line_of_text};
use super::palette::{GREY, INK, NEUTRAL, Shape, of_role, outline};
use super::plan::{CannotDraw, Ties};
use super::svg::{escape, number};
use super::text::{cut, width};
use super::words::counted;
use crate::model::{Dossier, Role};
use crate::settings::{ColourBy, FigureSettings};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The most rows.
pub const MOST: usize = 48;
/// The part of the width that the names may take.
const NAMES: f64 = 0.34;
/// From one row to the next.
const ROW: f64 = 14.0;
/// The radius of a mark.
const MARK: f64 = 4.4;
/// Dates below the axis are at least so far apart.
const APART: f64 = 52.0;

/// What one name does on each of its days: the role that comes first in `Role::ALL`, and the documents.
type Days = BTreeMap<Date, (Role, Vec<usize>)>;

/// The names of `choice` on their days.
///
/// # Errors
/// When none of their documents has a date.
pub fn timeline(dossier: &Dossier, choice: &Choice, settings: &FigureSettings) -> Result<String, CannotDraw> {
    let network = &dossier.network;
    let shown = names::names(network, choice, Ties::All, ColourBy::Role);
    let rank: BTreeMap<usize, usize> =
        choice.nodes.iter().enumerate().map(|(rank, node)| (node.index(), rank)).collect();
    let mut days: Vec<Days> = vec![Days::new(); choice.nodes.len()];
    let (mut undated, mut roles) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for attendance in &network.attendances {
        let Some(&name) = rank.get(&attendance.node) else { continue };
        let Some(date) = dossier.readings[attendance.reading].head.date else {
            undated.insert(attendance.reading);
            continue;
        };
        let own = days[name].entry(date.day).or_insert((attendance.role, Vec::new()));
        own.0 = own.0.min(attendance.role);
        own.1.push(attendance.reading);
        roles.insert(attendance.role);
    }
    let all = || days.iter().flat_map(|own| own.keys().copied());
    let (first, last) = all().min().zip(all().max()).ok_or(CannotDraw::NoDates)?;
    let mut order: Vec<usize> = (0..days.len()).filter(|name| !days[*name].is_empty()).collect();
    order.sort_by_key(|&name| (days[name].keys().next().copied(), name));

    let room = inner(settings.page);
    let axis = Axis { first, last, left: room * NAMES + MARK, right: room - MARK - 1.0 };
    let top = FONT * 1.6;
    let mut svg = axis.draw(top, top + order.len() as f64 * ROW);
    for (row, &name) in order.iter().enumerate() {
        let (item, y) = (&shown.items[name], top + (row as f64 + 0.5) * ROW);
        let label = cut(&item.label, (room * NAMES - 6.0) / FONT);
        svg += &line_of_text("label", &label, (0.0, y + 0.35 * FONT), (FONT, "normal", INK));
        let ends = days[name].keys().next().copied().zip(days[name].keys().next_back().copied());
        let (from, to) = ends.expect("a name of the order has a day");
        svg += &format!(
            "<path class=\"span\" d=\"M{} {y}H{}\" stroke=\"{NEUTRAL}\" stroke-width=\"1.2\"/>\n",
            number(axis.x(from)),
            number(axis.x(to)),
            y = number(y)
        );
        for (day, (role, readings)) in &days[name] {
            let ids: Vec<_> = readings.iter().map(|reading| dossier.readings[*reading].head.id.as_str()).collect();
            let told = format!("{} · {day} · {role} · {}", item.label, ids.join(", "));
            svg += &format!(
                "<g class=\"mark\" transform=\"translate({} {})\"><title>{}</title>{}</g>\n",
                number(axis.x(*day)),
                number(y),
                escape(&told),
                outline(item.shape, of_role(*role), MARK)
            );
        }
    }
    let body = Body { svg, height: top + order.len() as f64 * ROW };
    let mut said = shown.said.clone();
    let dateless = days.len() - order.len();
    if dateless > 0 {
        said.push(format!("Left out: {} without a dated document.", counted(dateless, "name")));
    }
    if !undated.is_empty() {
        said.push(format!("Not shown: {} without a date.", counted(undated.len(), "document")));
    }
    let entries = roles.iter().map(|role| (outline(Shape::Circle, of_role(*role), 5.5), 11.0, vec![role.to_string()]));
    let held = Group { heading: "Colour: role of the day", entries: entries.collect(), ..colours(&shown) };
    let legend = laid_out(&[vec![super::legend::kinds(&shown)], vec![held]], room);
    let leading = order.iter().take(super::DESCRIBED).map(|&name| shown.items[name].label.as_str()).collect();
    Ok(finished(network, settings, "Who appears when", (body, legend), (said, leading)))
}

/// Days from left to right.
struct Axis {
    first: Date,
    last: Date,
    left: f64,
    right: f64,
}

impl Axis {
    /// Where a day stands.
    fn x(&self, day: Date) -> f64 {
        let days = |from: Date, to: Date| from.until(to).map_or(0.0, |span| f64::from(span.get_days()));
        let all = days(self.first, self.last);
        if all > 0.0 {
            self.left + (self.right - self.left) * days(self.first, day) / all
        } else {
            (self.left + self.right) / 2.0
        }
    }

    /// Years, or months where there are few of them, above the rows from `top` to `bottom`.
    fn draw(&self, top: f64, bottom: f64) -> String {
        let mut svg = String::new();
        let mut free = f64::MIN;
        for (day, label) in self.ticks() {
            let x = self.x(day);
            svg += &format!(
                "<path class=\"rule\" d=\"M{x} {}V{}\" stroke=\"#dddddd\" stroke-width=\"0.7\"/>\n",
                number(top),
                number(bottom),
                x = number(x)
            );
            let start = (x - width(&label) * FONT / 2.0).min(self.right + MARK - width(&label) * FONT);
            if start > free {
                svg += &line_of_text("tick", &label, (start, FONT), (FONT, "normal", GREY));
                free = start + width(&label) * FONT + 6.0;
            }
        }
        svg
    }

    /// The days with a line: the first of each year, of each month, or the days of the ends.
    fn ticks(&self) -> Vec<(Date, String)> {
        let room = (self.right - self.left) / APART;
        let months = i32::from(self.last.year() - self.first.year()) * 12 + i32::from(self.last.month())
            - i32::from(self.first.month());
        // The shortest of these steps, in months, for which there is room.
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240].into_iter().find(|step| f64::from(months / step) <= room);
        let step = step.unwrap_or(600);
        let years = Date::new(self.first.year(), 1, 1).unwrap_or(self.first);
        let from = if step >= 12 { years } else { self.first.first_of_month() };
        let mut ticks = Vec::new();
        let mut day = from;
        while day <= self.last {
            if day >= self.first {
                let label = if step >= 12 { day.year().to_string() } else { day.strftime("%Y-%m").to_string() };
                ticks.push((day, label));
            }
            match day.checked_add(step.months()) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        if ticks.is_empty() {
            ticks.push((self.first, self.first.to_string()));
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn ticks(first: Date, last: Date) -> Vec<String> {
        Axis { first, last, left: 0.0, right: 400.0 }.ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_as_dense_as_there_is_room() {
        assert_eq!(
            ticks(date(2019, 5, 3), date(2022, 2, 1)),
            ["2019-05", "2019-11", "2020-05", "2020-11", "2021-05", "2021-11"][1..]
        );
        assert_eq!(ticks(date(1990, 5, 3), date(2022, 2, 1)).len(), 6);
        assert_eq!(ticks(date(2020, 5, 3), date(2020, 5, 3)), ["2020-05-03"]);
    }
}
