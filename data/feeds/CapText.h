#pragma once

#include "base/Result.h"
#include "base/Warnings.h"

#include <QByteArray>
#include <QString>

namespace feeds
{

/// The text of an XML document by its byte order mark, else by the encoding it declares, else UTF-8; GB 2312 and GBK
/// are read as GB 18030, which holds them. What contradicts its declaration is guessed with a warning
/// "encoding-guessed". Error "cap-encoding" where the encoding is not known here.
base::Result<QString> xmlText(const QByteArray &bytes, const QString &source, base::Warnings &warnings);
/// Whether a document type declaration stands before the root element.
bool hasDoctype(const QString &xml);

}
