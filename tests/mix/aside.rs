//! What cannot be moved is set aside, told, kept, and in nobody's way.

use zugvogel::app::Actor;
use zugvogel::seal::Secret;
use zugvogel::storage::office::aside::Aside;

use crate::databases::both;
use crate::field::Field;

fn aside(field: &Field) -> Aside {
    field.app.surveys().aside_now(&Actor::Operator, &field.slug).unwrap()
}

both! {
    /// Some rows are damaged: the others leave, and when they are mended they leave, too.
    fn damaged_rows_stop_nobody(stores) {
        let field = Field::new(&stores, 5);
        let marks: Vec<String> = (0..12).map(|number| format!("{number:02}")).collect();
        field.fill(&marks);
        field.run("UPDATE inbox SET id = 'x' || id WHERE id IN (SELECT MIN(id) FROM inbox)");
        assert!(field.force().is_err(), "it is told");
        assert_eq!((field.marks().len(), field.count("inbox", "TRUE")), (11, 1));
        assert_eq!(aside(&field), Aside { unreadable: 1, ..Aside::default() });
        field.fill(&["later".to_owned()]);
        field.force().unwrap();
        assert_eq!(field.marks().len(), 12, "those who come later leave");
        field.run("UPDATE inbox SET id = substr(id, 2)");
        field.force().unwrap();
        assert_eq!((field.marks().len(), field.count("inbox", "TRUE")), (13, 0));
        assert_eq!(aside(&field), Aside::default());
    }

    /// With another secret nothing opens. Nothing is lost, and nothing leaves with too little company.
    fn another_secret_loses_nothing(stores) {
        let mut field = Field::new(&stores, 5);
        let marks: Vec<String> = (0..12).map(|number| format!("{number:02}")).collect();
        let code = field.submit("her");
        field.withdraw(&code);
        field.fill(&marks);
        let right = field.app.clone();
        field.app.secret = Secret::from([8; 32]).into();
        assert!(field.mix().is_err());
        assert!(field.mix().is_ok(), "what is set aside is told once in the log");
        assert_eq!((field.marks().len(), field.count("inbox", "TRUE")), (0, 13));
        assert!(aside(&field).messages == 1, "{:?}", aside(&field));
        field.app = right;
        field.force().unwrap();
        field.force().unwrap();
        assert_eq!(field.marks(), marks, "and who withdrew is gone");
        assert_eq!(aside(&field), Aside::default());
    }
    /// Forced, the others of a batch leave at the first call with whatever company is left, and it is told why
    /// some do not.
    fn a_forced_batch_leaves_without_what_cannot_be_moved(stores) {
        let field = Field::new(&stores, 5);
        field.fill(&["damaged".to_owned()]);
        field.run("UPDATE inbox SET id = 'x' || id");
        let code = field.submit("twice");
        field.arrive(&stores, "twice", &code);
        field.fill(&["one", "two"].map(str::to_owned));
        assert!(field.force().is_err(), "it is told");
        assert_eq!(field.marks(), ["one", "twice", "two"]);
        assert_eq!(aside(&field), Aside { unreadable: 1, doubles: 1, ..Aside::default() });
    }
}
