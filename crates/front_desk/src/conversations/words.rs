//! The words a conversation's rows keep.

use crate::words::stored_word;

stored_word! {
    /// How it was said.
    #[derive(Default)]
    Channel "a channel" {
        /// By telephone.
        #[default]
        Telephone => "telephone" "Telephone",
        /// By e-mail.
        Email => "email" "E-mail",
        /// By text message.
        Text => "text" "Text",
        /// By letter.
        Mail => "mail" "Mail",
        /// Face to face.
        InPerson => "in_person" "In person",
        /// Written down, not said: such as what an older program knew.
        Note => "note" "Note",
    }
}

stored_word! {
    /// Who began.
    #[derive(Default)]
    Direction "a direction" {
        /// She reached us.
        #[default]
        Inbound => "inbound" "The customer",
        /// We reached her.
        Outbound => "outbound" "We did",
    }
}
