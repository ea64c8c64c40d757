#include "formats/GdalErrors.h"

#include <QRegularExpression>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

#include <mutex>

namespace formats
{

QString withoutSecrets(const QString &text)
{
    static const QRegularExpression assigned(
        QStringLiteral("\\b(password|passwd|pwd|tk|key|apikey|api_key|access_token|token)\\s*=\\s*('(?:\\\\.|[^'\\\\])*"
                       "'|\"[^\"]*\"|[^\\s&;,|]+)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression inUrl(QStringLiteral("(://[^/\\s:@]+):[^/\\s@]+@"));
    QString shown = text;
    shown.replace(assigned, QStringLiteral("\\1=***"));
    shown.replace(inUrl, QStringLiteral("\\1:***@"));
    return shown;
}

void prepareGdal()
{
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLSetConfigOption("GTIFF_SRS_SOURCE", "EPSG");
        CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
        CPLSetConfigOption("OGR_SQLITE_PRAGMA", "temp_store=MEMORY");
    });
}

namespace
{

/// Without GDAL's advice on its own settings, and without the numbers that keep equal messages apart.
QString tidy(const QString &message)
{
    static const QRegularExpression advice(QStringLiteral(
        "\\.? (Add the HTTP status code|To avoid accepting it|Set [A-Z_]+ |You may set|Consider setting).*$"));
    static const QRegularExpression numbers(
        QStringLiteral("\\b(offset|size|block|scanline|strip|tile|FID|line) (\\d+(, \\d+)?)"));
    QString text = withoutSecrets(message.simplified());
    text.remove(advice);
    return text.replace(numbers, QStringLiteral("\\1 ..."));
}

void CPL_STDCALL collect(CPLErr type, CPLErrorNum, const char *message)
{
    if (auto *errors = static_cast<GdalErrors *>(CPLGetErrorHandlerUserData()); errors && type >= CE_Warning)
        errors->add(type >= CE_Failure, tidy(QString::fromUtf8(message)));
}

}

GdalErrors::GdalErrors()
{
    prepareGdal();
    CPLPushErrorHandlerEx(collect, this);
    CPLErrorReset();
}

GdalErrors::~GdalErrors()
{
    CPLPopErrorHandler();
}

void GdalErrors::add(bool failure, const QString &message)
{
    QStringList &list = failure ? m_failures : m_warnings;
    if (list.size() < 20 && !list.contains(message))
        list.append(message);
}

QString GdalErrors::first() const
{
    return !m_failures.isEmpty() ? m_failures.first() : m_warnings.isEmpty() ? QString() : m_warnings.first();
}

bool GdalErrors::takeFailures(QStringList &into)
{
    const bool any = !m_failures.isEmpty();
    into.append(m_failures);
    m_failures.clear();
    return any;
}

}
