//! A view for somebody else's page: the piece of HTML that shows it there.
//!
//! Each holds a plain link to the same view, which is left where a content system strips the rest.

use super::html::escape;
use super::inert::upright;
use crate::setting::{Embed, Theme};

/// How the view comes into the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A frame of a fixed height, without any script.
    #[default]
    Frame,
    /// A frame, and a script that gives it the height that it needs.
    Script,
    /// An element of its own, which the same script makes.
    Element,
}

impl Form {
    /// All forms, as the page offers them.
    pub const ALL: [Self; 3] = [Self::Frame, Self::Script, Self::Element];

    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Script => "script",
            Self::Element => "element",
        }
    }
}

/// What is shown, and how.
#[derive(Clone, Debug)]
pub struct Snippet<'a> {
    /// Address of the explorer, without fragment; a query says which collection it shows.
    pub base: &'a str,
    /// The state, as it stands in the address after the `#`.
    pub state: &'a str,
    /// What a reader meets.
    pub embed: &'a Embed,
    /// What the frame is called to those who do not see it.
    pub title: &'a str,
    /// Height of the frame in CSS pixels; with a script, that with which it begins.
    pub height: u32,
}

/// What a frame may do that it could not by itself.
const ALLOWED: &str = "clipboard-write; fullscreen";

impl Snippet<'_> {
    /// Address of the frame.
    pub fn address(&self) -> String {
        let joint = if self.base.contains('?') { '&' } else { '?' };
        let address = format!("{}{joint}{}", self.base, self.embed.print());
        if self.state.is_empty() { address } else { format!("{address}#{}", self.state) }
    }

    /// The piece of HTML. It is well-formed XML, too.
    pub fn html(&self, form: Form) -> String {
        match form {
            Form::Frame => format!("{}\n{}", self.frame(""), self.paragraph()),
            Form::Script => {
                format!("{}\n{}\n{}", self.frame(" data-passages=\"\""), self.paragraph(), self.script())
            }
            Form::Element => format!("{}\n{}", self.element(), self.script()),
        }
    }

    fn frame(&self, marked: &str) -> String {
        format!(
            "<iframe{marked} src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" loading=\"lazy\" \
             referrerpolicy=\"no-referrer\" allow=\"{ALLOWED}\" frameborder=\"0\"></iframe>",
            escape(&self.address()),
            self.name(),
            self.height,
        )
    }

    fn element(&self) -> String {
        let mut element = "<passages-explorer".to_owned();
        let mut add = |name: &str, value: &str| {
            element.push_str(&format!(" {name}=\"{}\"", escape(value)));
        };
        add("src", self.base);
        if !self.state.is_empty() {
            add("state", self.state);
        }
        let Embed { language, theme, accent, read_only, host, .. } = self.embed;
        if let Some(language) = language {
            add("lang", language);
        }
        if *theme != Theme::Auto {
            add("theme", theme.id());
        }
        if let Some(accent) = accent {
            add("accent", &accent.hex());
        }
        if let Some(features) = self.embed.features_asked() {
            add("features", &features);
        }
        if *read_only {
            add("readonly", "");
        }
        if let Some(host) = host {
            add("host", host);
        }
        add("height", &self.height.to_string());
        add("title", &upright(self.title));
        format!("{element}>{}</passages-explorer>", self.link())
    }

    fn script(&self) -> String {
        let folder = self.base.rsplit_once('/').map_or(self.base, |(folder, _)| folder);
        format!("<script src=\"{}/embed.js\" async=\"\"></script>", escape(folder))
    }

    fn paragraph(&self) -> String {
        format!("<p>{}</p>", self.link())
    }

    /// The explorer itself, at the same place.
    fn link(&self) -> String {
        let hash = if self.state.is_empty() { "" } else { "#" };
        let address = format!("{}{hash}{}", self.base, self.state);
        format!("<a href=\"{}\">{}</a>", escape(&address), self.name())
    }

    fn name(&self) -> String {
        escape(&upright(self.title))
    }
}
