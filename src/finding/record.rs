//! The form in which what the reader is told is written down: the type and its words in one record.

/// Makes an enum of findings out of records; see the head of [`crate::finding`] for the form.
///
/// The compiler checks a record like handwritten code: the names in braces are fields of the variant (or bound
/// by `let` in front of the sentences), every case of a variant has its sentence, codes and severities are there.
/// Each is an error as std has them, which is displayed in the language of the program.
macro_rules! findings {
    ($(#[$about:meta])* pub enum $Name:ident $(in $What:ident)? { $($records:tt)* }) => {
        crate::finding::record::recorded! {
            $(#[$about])* $Name, { said }, crate::finding::Said,
            /// The code, severity, sentence and cure of it.
            pub say, $($records)*
        }
        impl std::fmt::Display for $Name {
            fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str(self.say().message(crate::finding::Lang::default()))
            }
        }
        impl std::error::Error for $Name {}
        $(
            impl From<$Name> for crate::finding::What {
                fn from(finding: $Name) -> Self {
                    crate::finding::What::$What(finding)
                }
            }
        )?
    };
}

/// Makes an enum of what is said without being a finding: what is wrong in a file, a line on the screen. A record
/// has no code, severity or cure. It reads the same way: by [`Spoken`](crate::finding::spoken::Spoken), or by
/// `Display` in the language of the program.
macro_rules! words {
    ($(#[$about:meta])* pub enum $Name:ident { $($records:tt)* }) => {
        crate::finding::record::recorded! {
            $(#[$about])* $Name, { phrased }, [String; 2],
            /// The words in Chinese and English.
            pub words, $($records)*
        }
        impl $Name {
            /// The words in one language.
            pub fn words_in(&self, lang: crate::finding::Lang) -> String {
                let [zh, en] = self.words();
                if lang == crate::finding::Lang::Zh { zh } else { en }
            }
        }
        impl crate::finding::spoken::Spoken for $Name {
            fn speak(&self, lang: crate::finding::Lang, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str(&self.words()[lang as usize])
            }
        }
        impl std::fmt::Display for $Name {
            fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                crate::finding::spoken::Spoken::speak(self, crate::finding::Lang::default(), to)
            }
        }
        impl std::error::Error for $Name {}
    };
}

/// The type and the function that says each of its variants.
macro_rules! recorded {
    (
        $(#[$about:meta])* $Name:ident, $way:tt, $Output:ty, $(#[$of:meta])* pub $say:ident,
        $(
            $(#[$doc:meta])*
            $Variant:ident $( ( $single:ident : $Single:ty ) )?
            $( { $( $(#[$note:meta])* $field:ident : $Type:ty ),* $(,)? } )?
            => $record:tt
        )*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $Name {
            $(
                $(#[$doc])*
                #[allow(missing_docs, reason = "the sentences of the record say what it is")]
                $Variant $( ($Single) )? $( {
                    $( $(#[$note])* $field: $Type ),*
                } )?
            ),*
        }

        impl $Name {
            $(#[$of])*
            pub fn $say(&self) -> $Output {
                match self {
                    $(
                        $Name::$Variant $( ($single) )? $( { $($field),* } )? => {
                            crate::finding::record::cases!($way [$($single)? $( $($field)* )?] $record)
                        }
                    )*
                }
            }
        }
    };
}

/// The cases of one variant, each in words. `names` can stand in braces in all of them.
macro_rules! cases {
    // One case alone.
    ($way:tt $names:tt ( $($case:tt)+ )) => {
        crate::finding::record::cases!($way $names { $($case)+ ; })
    };
    // What is worked out first.
    ($way:tt [$($name:ident)*] { let $new:ident = $value:expr; $($rest:tt)* }) => {{
        let $new = $value;
        crate::finding::record::cases!($way [$($name)* $new] { $($rest)* })
    }};
    ({ said } $names:tt { $(
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
    ({ phrased } $names:tt { $( $(if $case:expr =>)? $zh:expr, $en:expr ; )+ }) => {
        match () {
            $( () $(if $case)? => crate::finding::record::both!($names $zh, $en) ),+
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

/// Makes faults out of the faults that they hold, as `?` does.
macro_rules! wrapped {
    ($($Inner:ty => $Outer:ident::$Variant:ident),+ $(,)?) => { $(
        impl From<$Inner> for $Outer {
            fn from(fault: $Inner) -> Self {
                $Outer::$Variant(fault)
            }
        }
    )+ };
}

pub(in crate::finding) use {both, cases, findings, printed, recorded, severity, words, wrapped};
