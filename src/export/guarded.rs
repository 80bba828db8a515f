//! Rows as serde sees them, straight to a writer of CSV: each cell guarded on its way.

use super::cell::guard;
use csv::{Error, Writer};
use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use std::io::Write;

/// Takes the fields of one row, a struct of texts and numbers, and writes each as a guarded cell.
pub struct Guarded<'a, W: Write>(pub &'a mut Writer<W>);

/// What a row cannot hold is told by its type.
macro_rules! refused {
    ($($method:ident($($argument:ty),*) -> $answer:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$answer, Error> {
            Err(Error::custom(concat!("no cell of a table: ", stringify!($method))))
        })*
    };
}

impl<W: Write> Serializer for &mut Guarded<'_, W> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.0.write_field(guard(text))
    }

    fn serialize_u32(self, number: u32) -> Result<(), Error> {
        self.0.write_field(number.to_string())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    refused! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_some<T: ?Sized + Serialize>(self, cell: &T) -> Result<(), Error> {
        cell.serialize(self)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, cell: &T) -> Result<(), Error> {
        cell.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        cell: &T,
    ) -> Result<(), Error> {
        cell.serialize(self)
    }
}

impl<W: Write> SerializeStruct for &mut Guarded<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, _: &'static str, cell: &T) -> Result<(), Error> {
        cell.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.0.write_record(None::<&[u8]>)
    }
}
