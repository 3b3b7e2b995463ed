//! The form in which findings are written down: `findings!` makes the type, its sentences and its way into `What`.

/// Makes an enum of findings out of records; see the head of [`crate::finding`] for the form.
///
/// The compiler checks a record like handwritten code: the names in braces are fields of the variant (or bound
/// by `let` in front of the sentences), every case of a variant has its sentence, codes and severities are there.
macro_rules! findings {
    (
        $(#[$about:meta])*
        pub enum $Name:ident $(in $What:ident)? {
            $(
                $(#[$doc:meta])*
                $Variant:ident $( ( $single:ident : $Single:ty ) )?
                $( { $( $(#[$note:meta])* $field:ident : $Type:ty ),* $(,)? } )?
                => $record:tt
            )*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $Name {
            $(
                $(#[$doc])*
                $Variant $( ($Single) )? $( {
                    $(
                        $(#[$note])*
                        #[allow(missing_docs, reason = "the sentences of the record say what it is")]
                        $field: $Type
                    ),*
                } )?
            ),*
        }

        $(
            impl From<$Name> for crate::finding::What {
                fn from(finding: $Name) -> Self {
                    crate::finding::What::$What(finding)
                }
            }
        )?

        impl $Name {
            /// The finding in words.
            #[must_use]
            pub fn say(&self) -> crate::finding::Said {
                match self {
                    $(
                        $Name::$Variant $( ($single) )? $( { $($field),* } )? => {
                            crate::finding::record::said!([$($single)? $( $($field)* )?] $record)
                        }
                    )*
                }
            }
        }
    };
}

/// The sentences of one variant, in its cases. `names` can stand in braces in all of them.
macro_rules! said {
    // What is worked out first.
    ([$($name:ident)*] { let $new:ident = $value:expr; $($rest:tt)* }) => {{
        let $new = $value;
        crate::finding::record::said!([$($name)* $new] { $($rest)* })
    }};
    ($names:tt { $(
        $(if $case:expr =>)?
        $code:literal, $severity:tt, $zh:expr, $en:expr $(, cure $($cure:expr),+)? ;
    )+ }) => {
        match () {
            $(
                () $(if $case)? => crate::finding::Said {
                    code: $code,
                    severity: crate::finding::record::severity!($severity),
                    message: crate::finding::record::both!($names $zh, $en),
                    hint: crate::finding::record::both!($names $($($cure),+)?),
                }
            ),+
        }
    };
}

/// `Warning`, or a severity that depends on the fields: `(severity)`.
macro_rules! severity {
    ($Name:ident) => {
        crate::finding::Severity::$Name
    };
    (($severity:expr)) => {
        $severity
    };
}

/// A sentence in both languages: two literals, an array of them, or nothing.
macro_rules! both {
    ($names:tt) => {
        [String::new(), String::new()]
    };
    ($names:tt $fixed:expr) => {
        $fixed.map(str::to_owned)
    };
    ($names:tt $zh:expr, $en:expr) => {
        [
            crate::finding::record::printed!(Zh $names $zh),
            crate::finding::record::printed!(En $names $en),
        ]
    };
}

/// A sentence in one language: what it names in braces is spoken in that language.
macro_rules! printed {
    ($Lang:ident [$($name:ident)*] $text:expr) => {{
        $(
            #[allow(unused_variables, reason = "a sentence need not name everything")]
            let $name = crate::finding::spoken::In(crate::finding::Lang::$Lang, &$name);
        )*
        format!($text)
    }};
}

pub(in crate::finding) use {both, findings, printed, said, severity};
