#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace app
{

/// Where files go that nobody named a folder for: the user's documents, else the home folder.
QString userFolder();

/// The whole file or, when it fails, what lay there before. Any thread. Errors: "file-unwritable".
base::Status writeWhole(const QByteArray &bytes, const QString &path);

}
