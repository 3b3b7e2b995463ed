//! The icon, the version and the stack of the program → what chengwen.exe is linked with; on other systems there is
//! nothing to do.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "it is no part of the program; cargo is told by lines"
)]

use std::env;

/// Drawn from docs/pictures/chengwen.svg: 16 to 256 pixels wide.
const ICON: &str = "docs/pictures/chengwen.ico";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ICON}");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    // As much room for the main thread as Linux gives it; Windows gives an eighth of that.
    match env::var("CARGO_CFG_TARGET_ENV").as_deref() {
        Ok("msvc") => println!("cargo:rustc-link-arg-bins=/STACK:8388608"),
        _ => println!("cargo:rustc-link-arg-bins=-Wl,--stack,8388608"),
    }
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon(ICON).set_language(0x0804);
    resource.set("FileDescription", "成文：从工作簿生成公文报告").set("ProductName", "成文 chengwen");
    // Folders of offices lie deep, and their names are long: paths of over 260 characters open too.
    resource.set_manifest(include_str!("docs/pictures/chengwen.manifest"));
    // A system without a resource compiler still gets the program, without its picture.
    if let Err(why) = resource.compile() {
        println!("cargo:warning=chengwen.exe has no icon and no version: {why}");
    }
}
