#pragma once

#include "base/Result.h"
#include "domain/Journal.h"

namespace domain
{

/// A meeting of a block's council (domain.md, section 6.7): what was raised and what of it was solved. Folded from
/// journal entries "hold" (made), "amend" (changed) and "solve".
///
/// Bodies: hold and amend hold the council as `toJson` has it, of an amend only what changes (its "issues" replace the
/// whole list); solve {"issue": index from 0, "solved": false takes it back, "event"}.
struct Council {
    QString id;
    ObjectRef place; ///< the block, or what stands in for it
    qint64 held = 0; ///< ms UTC
    QString title, minutes;
    struct Issue {
        QString text;
        QString event; ///< the event it became; may be empty
        bool solved = false;
        qint64 solvedAt = 0;
    };
    std::vector<Issue> issues;
    int version = 0;
};

/// The verbs a council's entries have.
inline constexpr char CouncilHold[] = "hold", CouncilAmend[] = "amend", CouncilSolve[] = "solve";

/// Whether an entry may follow what is there. Errors: "version-taken", "step-illegal" (a verb it does not know, a
/// second hold, anything before the first), "body-missing" (a hold without a place or a time, an issue that is not
/// there).
base::Status checkEntry(const Council &council, const Entry &next);
void applyEntry(Council &council, const Entry &entry);
/// The council by its entries in order; entries it does not understand are passed over.
Council foldCouncil(const std::vector<Entry> &entries);
QJsonObject toJson(const Council &council);
Council councilFromJson(const QJsonObject &json);

}
