//! Messages of JSON-RPC 2.0, as the Language Server Protocol uses them.

use serde_json::{Map, Value, json};

/// An answer that says why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: i64,
    pub(super) message: String,
}

impl Failure {
    fn new(code: i64, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into() }
    }

    pub(super) fn parse(message: impl Into<String>) -> Failure {
        Failure::new(-32700, message)
    }

    pub(super) fn request(message: impl Into<String>) -> Failure {
        Failure::new(-32600, message)
    }

    pub(super) fn method(name: &str) -> Failure {
        Failure::new(-32601, format!("there is no method `{name}`"))
    }

    pub(super) fn params(message: impl Into<String>) -> Failure {
        Failure::new(-32602, message)
    }

    pub(super) fn not_initialized() -> Failure {
        Failure::new(-32002, "the first request is `initialize`")
    }

    pub(super) fn cancelled() -> Failure {
        Failure::new(-32800, "the request was cancelled")
    }

    /// Returns the answer to a request that is right, and asks what cannot be done.
    pub(super) fn failed(message: impl Into<String>) -> Failure {
        Failure::new(-32803, message)
    }
}

/// A message from the client.
#[derive(Clone, Debug)]
pub(super) enum Incoming {
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notification {
        method: String,
        params: Value,
    },
    /// The answer to a request of the server.
    Response,
}

/// Reads a message. What is none comes back with the id that it can be answered by, null where there is none.
pub(super) fn read(text: &str) -> Result<Incoming, (Value, Failure)> {
    let value: Value = serde_json::from_str(text).map_err(|error| (Value::Null, Failure::parse(error.to_string())))?;
    let Value::Object(mut message) = value else {
        return Err((Value::Null, Failure::request("a message is an object")));
    };
    let id = message.remove("id");
    let params = message.remove("params").unwrap_or(Value::Null);
    match (message.remove("method"), id) {
        (Some(Value::String(method)), None) => Ok(Incoming::Notification { method, params }),
        (Some(Value::String(method)), Some(id @ (Value::String(_) | Value::Number(_)))) => {
            Ok(Incoming::Request { id, method, params })
        }
        (None, Some(_)) if is_response(&message) => Ok(Incoming::Response),
        (_, Some(id @ (Value::String(_) | Value::Number(_)))) => {
            Err((id, Failure::request("a request has a method, which is a text")))
        }
        _ => Err((Value::Null, Failure::request("a message has a method, or answers a request"))),
    }
}

fn is_response(message: &Map<String, Value>) -> bool {
    message.contains_key("result") || message.contains_key("error")
}

pub(super) fn response(id: &Value, answer: Result<Value, Failure>) -> Value {
    match answer {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(Failure { code, message }) => {
            json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
        }
    }
}

pub(super) fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

pub(super) fn request(id: u64, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}
