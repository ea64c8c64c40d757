#pragma once

#include <QDir>
#include <QStandardPaths>
#include <QString>

namespace app
{

/// Where files go that nobody named a folder for: the user's documents, else the home folder.
inline QString userFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

}
