//! The figure, parsed back and measured with real fonts: everything there, legible, and nothing over anything else.

#[path = "figure/made.rs"]
mod made;
#[path = "figure/measured.rs"]
mod measured;

use made::{drawn, label, network, signed, sixty};
use measured::{Figure, Font};
use std::collections::BTreeMap;
use undersigned::draw::svg;
use undersigned::model::Network;
use undersigned::settings::{ColourBy, FigureSettings};

/// The text width of an A4 page, 160 mm, in points.
const TEXT_WIDTH: f64 = 160.0 / 25.4 * 72.0;

fn by(colour: ColourBy) -> FigureSettings {
    FigureSettings { colour, ..FigureSettings::default() }
}

/// Networks of every shape that has been trouble.
fn shapes() -> Vec<(&'static str, Network)> {
    let cliques: Vec<_> = (0..5).map(|k| signed(k * 14..k * 14 + 14)).collect();
    let ring: Vec<_> = (0..5).map(|k| signed((k * 15..k * 15 + 14).chain([(k + 1) % 5 * 15 + 1]))).collect();
    let star: Vec<_> = (1..20).map(|leaf| signed([0, leaf])).collect();
    vec![
        ("sixty", sixty()),
        ("nobody", network(0, &[], &[])),
        ("one", network(1, &[], &[])),
        ("two", network(2, &[signed(0..2)], &[])),
        ("alone", network(30, &[], &[])),
        ("clique", network(14, &[signed(0..14)], &[])),
        ("one letter of eighty", network(80, &[signed(0..80)], &[])),
        ("five letters apart", network(70, &cliques, &[])),
        ("five letters in a ring", network(75, &ring, &[])),
        ("star", network(20, &star, &[])),
        ("eighty", drawn(80, 14, 12, 3)),
        ("five hundred", drawn(500, 90, 14, 5)),
    ]
}

#[test]
fn nothing_lies_over_anything_else() {
    for font in Font::all() {
        for (name, network) in shapes() {
            for colour in [ColourBy::Role, ColourBy::Component] {
                let figure = svg(&network, &by(colour));
                let faults = Figure::measured(&figure, &font).faults();
                assert!(faults.is_empty(), "{name} in {}: {faults:#?}", font.name);
            }
        }
    }
}

#[test]
fn every_label_is_there_and_at_least_seven_points_high() {
    let network = sixty();
    let font = Font::all().remove(0);
    let svg = svg(&network, &FigureSettings::default());
    let figure = Figure::measured(&svg, &font);
    let mut shown: Vec<String> = figure.labels.clone();
    let mut wanted: Vec<String> = (0..60).map(|index| label(index).1).collect();
    shown.sort();
    wanted.sort();
    assert_eq!(shown, wanted);
    let smallest = figure.texts.iter().map(|text| text.size).fold(f64::MAX, f64::min);
    assert!(smallest * TEXT_WIDTH / figure.width >= 7.0, "{smallest} of {}", figure.width);
}

#[test]
fn labels_cannot_break_out_of_the_figure() {
    let mut network = sixty();
    let worst =
        ["</text><script>x</script>", "a\u{0}b\u{1b}c\u{FFFF}", "\u{202E}evil\u{2066}", "杨淇 مریم رجوی", "", "&amp;"];
    for (node, label) in network.graph.node_weights_mut().zip(worst) {
        node.label = label.into();
    }
    let settings = FigureSettings { title: "]]><b title=\"x\"> & 'more'".repeat(12), ..FigureSettings::default() };
    let svg = svg(&network, &settings);
    let parsed = roxmltree::Document::parse(&svg).expect("valid XML");
    assert!(parsed.descendants().all(|node| !matches!(node.tag_name().name(), "script" | "b")));
    assert!(!svg.contains(['\u{202E}', '\u{2066}', '\u{1b}']));
    for font in Font::all() {
        assert_eq!(Figure::measured(&svg, &font).faults(), Vec::<String>::new());
    }
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    assert_eq!(svg(&sixty(), &FigureSettings::default()), svg(&sixty(), &FigureSettings::default()));
}

/// Where each name stands in a figure, by its label.
fn standing(svg: &str) -> BTreeMap<String, (f64, f64)> {
    let figure = Figure::measured(svg, &Font::all()[0]);
    figure.labels.iter().cloned().zip(figure.places.iter().copied()).collect()
}

/// The middle one of the moves of those in both figures, as a share of the page, at the scale that makes them least.
fn median_move(one: &str, other: &str) -> f64 {
    let (old, new) = (standing(one), standing(other));
    let both: Vec<[(f64, f64); 2]> = old.iter().filter_map(|(name, &then)| Some([then, *new.get(name)?])).collect();
    let middle = |of: usize| {
        let sum = both.iter().fold((0.0, 0.0), |sum, ends| (sum.0 + ends[of].0, sum.1 + ends[of].1));
        (sum.0 / both.len() as f64, sum.1 / both.len() as f64)
    };
    let (then, now) = (middle(0), middle(1));
    let from_middle = |[a, b]: &[(f64, f64); 2]| [(a.0 - then.0, a.1 - then.1), (b.0 - now.0, b.1 - now.1)];
    let centred: Vec<_> = both.iter().map(from_middle).collect();
    let products = centred.iter().map(|[a, b]| a.0 * b.0 + a.1 * b.1).sum::<f64>();
    let scale = products / centred.iter().map(|[_, b]| b.0 * b.0 + b.1 * b.1).sum::<f64>();
    let mut moves: Vec<f64> =
        centred.iter().map(|[a, b]| (a.0 - scale * b.0).hypot(a.1 - scale * b.1) / 640.0).collect();
    moves.sort_by(f64::total_cmp);
    moves[moves.len() / 2]
}

#[test]
fn a_name_keeps_its_place_when_a_document_comes() {
    let mut moves = Vec::new();
    for pile in 0..6 {
        // Five circles of twelve; each signs a letter with somebody of the next, and seven further letters are signed by
        // two of three of a circle.
        let letters: Vec<_> = (0..12)
            .map(|letter| {
                let circle = letter % 5;
                let own = (0..12).filter(|name| letter < 5 || (name + letter + pile) % 3 > 0);
                signed(own.map(|name| circle * 12 + name).chain([(circle + 1) % 5 * 12 + (letter * 5 + pile * 7) % 12]))
            })
            .collect();
        let before = svg(&network(60, &letters, &[]), &FigureSettings::default());
        for fresh in [[60, 61, 5], [60, 17, 33], [8, 20, 44]] {
            let more = [letters.clone(), vec![signed(fresh)]].concat();
            let count = 1 + fresh.into_iter().max().expect("three names").max(59);
            let after = svg(&network(count, &more, &[]), &FigureSettings::default());
            moves.push(median_move(&before, &after));
        }
    }
    let few = moves.iter().filter(|moved| **moved > 0.1).count();
    moves.sort_by(f64::total_cmp);
    assert!(few <= 1 && moves[moves.len() / 2] < 0.07, "{moves:.3?}");
}

#[test]
fn a_figure_of_eighty_names_is_at_most_a_tenth_higher_than_its_page() {
    for (name, network) in shapes() {
        let figure = Figure::measured(&svg(&network, &by(ColourBy::Role)), &Font::all()[0]);
        assert!(figure.height < figure.width * 1.1 * 247.0 / 160.0, "{name}: {} by {}", figure.width, figure.height);
    }
}

#[test]
fn a_large_network_shows_the_strongest_and_says_so() {
    let network = drawn(500, 90, 14, 5);
    let settings = FigureSettings { names: 40, ..FigureSettings::default() };
    let svg = svg(&network, &settings);
    assert!(svg.contains("the 40 strongest of 500 names"));
    let figure = Figure::measured(&svg, &Font::all()[0]);
    assert_eq!(figure.labels.len(), 40);
    let mut strengths: Vec<(f64, &str)> =
        network.graph.node_weights().map(|node| (-node.strength, node.label.as_str())).collect();
    strengths.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(figure.labels.iter().any(|label| label == strengths[0].1), "the strongest is missing");
}

#[test]
fn a_network_beyond_all_measure_is_cut_and_the_caption_says_so() {
    // One letter of 640 signatories has more than 200,000 ties.
    let crowd = network(640, &[signed(0..640)], &[]);
    assert!(crowd.graph.edge_count() > 200_000);
    assert!(svg(&crowd, &FigureSettings::default()).contains("the 80 strongest of 640 names"));
    let many = network(2_400, &[signed(0..20)], &[]);
    let all = FigureSettings { names: usize::MAX, ..FigureSettings::default() };
    assert!(svg(&many, &all).contains("the 2,000 strongest of 2,400 names"));
}

#[test]
fn strengths_that_are_no_numbers_place_nothing_nowhere() {
    let mut network = sixty();
    let strengths = [f64::NAN, f64::INFINITY, f64::MAX, -1.0, 0.0];
    for (node, strength) in network.graph.node_weights_mut().zip(strengths) {
        node.strength = strength;
    }
    let svg = svg(&network, &FigureSettings::default());
    assert!(
        !svg.contains("NaN") && !svg.contains("inf\""),
        "{}",
        svg.lines().find(|line| line.contains("NaN")).unwrap_or("inf")
    );
}

#[test]
fn the_figure_says_what_it_covers() {
    let svg = svg(&sixty(), &FigureSettings { title: "Who signs for the tides".to_owned(), ..Default::default() });
    for said in [
        "Who signs for the tides",
        "50 people · 10 organisations",
        "6 documents",
        "6 of 8 documents read, 2020-09-10 to 2022-01-27",
        "Filters: roles: signatory, speaker.",
        "Not tied here, for having more than 300 names: petitions/very-long.txt.",
        concat!("Made with undersigned ", env!("CARGO_PKG_VERSION"), "."),
        "addressed to, in 1 document",
        "belongs to, in 1 document",
        "uncertain: of five such",
    ] {
        assert!(svg.contains(said), "{said}");
    }
}

#[test]
fn ties_that_are_likely_to_be_wrong_are_dashed() {
    let dashed = |confidence: f32| {
        let mut network = network(3, &[signed(0..3)], &[]);
        network.graph.edge_weights_mut().for_each(|tie| tie.confidence = confidence);
        let svg = svg(&network, &FigureSettings::default());
        (svg.matches("stroke-dasharray").count(), svg.contains("uncertain"))
    };
    assert_eq!(dashed(0.81), (0, false));
    // Three ties, and the legend's entries of ties together and of uncertain ones.
    assert_eq!(dashed(0.79), (5, true));
}

#[test]
fn the_legend_names_only_what_occurs() {
    let svg = svg(&network(3, &[signed(0..3)], &[]), &FigureSettings::default());
    assert!(svg.contains(">signatory</text>") && svg.contains(">person</text>"));
    for absent in [">chair</text>", ">organisation</text>", "addressed to", "belongs to", "stroke-dasharray"] {
        assert!(!svg.contains(absent), "{absent}");
    }
}
