//! What a kind holds to be true: words that claim something with the figures that must show it, figures that agree.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::pair::pair;

/// A word that claims something (迅速, 所有人员): it stands in the text only when every condition holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRule {
    /// The word that claims something (迅速, 所有).
    pub word: String,
    /// Two date figures lie at most so many days apart, the first not after the second.
    #[serde(default)]
    pub within: Option<Within>,
    /// A figure is at least so large.
    #[serde(default)]
    pub at_least: Option<AtLeast>,
    /// Two figures are equal and not zero.
    #[serde(default, deserialize_with = "pair")]
    pub equal: Option<[String; 2]>,
    /// A figure is zero (and not missing).
    #[serde(default)]
    pub zero: Option<String>,
    /// The first figure is not zero and not less than the second.
    #[serde(default, deserialize_with = "pair")]
    pub not_less: Option<[String; 2]>,
    /// One of these figures is there and not zero, or one of these items of 报告信息 is filled in.
    #[serde(default)]
    pub any: Vec<String>,
}

/// A span of days between two dates.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// The id of the figure with the earlier date.
    pub from: String,
    /// The id of the figure with the later date.
    pub to: String,
    /// The longest span, in days.
    pub days: i32,
}

/// A lower bound of a figure.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    /// The id of the figure that must show it to be true.
    pub figure: String,
    /// The least that the figure must be.
    pub number: f64,
}

impl ClaimRule {
    /// The ids of all figures that its conditions name.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        let within = self.within.iter().flat_map(|within| [within.from.as_str(), within.to.as_str()]);
        let at_least = self.at_least.iter().map(|bound| bound.figure.as_str());
        let pairs = self.equal.iter().chain(&self.not_less).flatten().map(String::as_str);
        within.chain(at_least).chain(pairs).chain(self.zero.as_deref()).collect()
    }
}

/// The figure that another one must agree with.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agrees {
    /// The id of that figure.
    pub figure: String,
    /// A figure that says why they may differ, when it is not zero.
    #[serde(default)]
    pub unless: Option<String>,
}
