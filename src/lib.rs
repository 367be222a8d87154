//! The explorer: a page drawn from one [`ViewState`](passages_core::state::ViewState).
//!
//! It computes nothing that the core can compute.

pub mod app;
pub mod browser;
pub mod components;
pub mod desk;
pub mod dom;
pub mod explorer;
pub mod i18n;
pub mod kiosk;
pub mod later;
pub mod library;
pub mod parts;
pub mod views;
