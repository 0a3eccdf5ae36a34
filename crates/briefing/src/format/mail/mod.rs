//! Mail: one message a file, or a mailbox of many.

mod boilerplate;
mod mbox;
mod message;
mod text_part;

pub(crate) use mbox::read as read_mailbox;
pub(crate) use message::article;
