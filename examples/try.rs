use lexloci::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let source = std::fs::read_to_string(&a[1]).unwrap();
    match Policy::parse(&source, &Default::default()) {
        Err(errors) => for e in errors { let l = lexloci::span::LineIndex::new(&source).position(&source, e.span.map_or(0, |s| s.start)); println!("{}:{} {} {:?} {} | help: {:?} | {:?}", l.line, l.column, e.code, e.module, e.message, e.help, e.span.map(|s| s.of(&source).to_owned())); },
        Ok(policy) => {
            for l in policy.lint() { println!("lint {} {} {:?}", l.code, l.message, l.help); }
            if let Some(f) = a.get(2) {
                let json: Json = serde_json::from_str(&std::fs::read_to_string(f).unwrap()).unwrap();
                match policy.check(&json, &Default::default()) {
                    Ok(v) => println!("{}", serde_json::to_string_pretty(&v).unwrap()),
                    Err(e) => for e in e { println!("{} {:?} {} {:?}", e.code, e.path, e.message, e.help) },
                }
            }
        }
    }
}
