pragma Singleton
import QtQuick

PagedMock {
    Component.onCompleted: {
        for (let i = 0; i < 20; ++i)
            append({ sequence: i, subject: "event", id: "E" + i, what: zh ? "已受理" : "accepted", when: "2026-11-22 15:50", who: "operator", seat: "desk-1", why: "", title: zh ? "违停" : "Illegal parking" });
    }
}
