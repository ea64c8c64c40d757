#include "core/UserFiles.h"

#include "core/Text.h"

#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

namespace app
{

QString userFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

base::Status writeWhole(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    bool isGood = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    // A disk that fills up takes a part, and says why only when it is asked to take the rest.
    for (qint64 at = 0; isGood && at < bytes.size();) {
        const qint64 taken = file.write(bytes.constData() + at, bytes.size() - at);
        isGood = taken > 0;
        at += taken;
    }
    if (isGood && file.commit())
        return {};
    const QString why = file.error() == QFileDevice::ResourceError
                            ? translate("app", "the disk is full")
                            : translate("app", "the file could not be written: %1").arg(file.errorString());
    return base::failure(QStringLiteral("file-unwritable"), why, path, {}, translate("app", "choose another folder"));
}

}
