#pragma once

#include "domain/Journal.h"

namespace domain
{

/// A meeting of a block's council (domain.md, section 6.7): what was raised and what of it was solved. Folded from
/// journal entries "hold" (made), "amend" (changed) and "solve".
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

/// The council by its entries in order; entries it does not understand are passed over.
Council foldCouncil(const std::vector<Entry> &entries);
QJsonObject toJson(const Council &council);
Council councilFromJson(const QJsonObject &json);

}
