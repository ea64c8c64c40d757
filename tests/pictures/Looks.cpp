#include "Looks.h"

static const std::vector<std::pair<QString, QString>> &variants()
{
    static const std::vector<std::pair<QString, QString>> all{{QStringLiteral("command"), QStringLiteral("zh_CN")},
                                                              {QStringLiteral("plan"), QStringLiteral("en")},
                                                              {QStringLiteral("command"), QStringLiteral("en")},
                                                              {QStringLiteral("plan"), QStringLiteral("zh_CN")}};
    return all;
}

static std::vector<std::pair<QString, QSize>> rooms()
{
    std::vector<std::pair<QString, QSize>> all{{QStringLiteral("desk"), {1280, 720}}};
    for (const QString &layout : {QStringLiteral("desk"), QStringLiteral("wall"), QStringLiteral("briefing")}) {
        for (const QSize size : {QSize(1920, 1080), QSize(3840, 1080), QSize(3840, 2160), QSize(5760, 2160)})
            all.emplace_back(layout, size);
    }
    return all;
}

QString Look::name() const
{
    return QStringLiteral("%1-%2x%3-%4-%5").arg(layout).arg(size.width()).arg(size.height()).arg(theme, language);
}

std::vector<Look> allLooks()
{
    std::vector<Look> looks;
    for (const auto &[layout, size] : rooms()) {
        for (const auto &[theme, language] : variants())
            looks.push_back({layout, theme, language, size});
    }
    return looks;
}

std::vector<Look> fewLooks()
{
    std::vector<Look> looks;
    size_t turn = 0;
    for (const auto &[layout, size] : rooms()) {
        const auto &[theme, language] = variants()[turn++ % variants().size()];
        looks.push_back({layout, theme, language, size});
    }
    return looks;
}
