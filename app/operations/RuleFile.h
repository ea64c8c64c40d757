#pragma once

#include "base/Result.h"
#include "domain/Catalogue.h"

namespace app
{

/// Where the rules of a project are kept. Reads and writes files: for workers.
struct RulePlace {
    QString project;        ///< the project file; empty: bare files
    QString file;           ///< that holds the rules, or is to
    bool inProfile = false; ///< the project cannot be written (or is the sample): kept for this user alone
    bool addsKey = false;   ///< the project names no rules: "rules" is to be added to it
};

/// `own`: the user's own rules of this project, used where the project cannot be written. Errors: the project file
/// cannot be read.
base::Result<RulePlace> findRulePlace(const QString &project, const QString &own, bool keepsOwn);
/// Whole or not at all. Errors: "file-unwritable".
base::Status writeRules(const RulePlace &place, const domain::Rules &rules);
/// Errors: "file-missing", those of Rules::fromJson.
base::Result<domain::Rules> readRules(const QString &file);

}
