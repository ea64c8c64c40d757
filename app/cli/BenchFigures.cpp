#include "cli/BenchFigures.h"

#include <cstdio>
#include <utility>

namespace cli
{

static QJsonObject toJson(const BenchFigures::Inside &inside)
{
    const double plain = inside.plain.median(), isolated = inside.isolated.median(), section = inside.section.median();
    return {{QStringLiteral("firstStoreyMs"), inside.firstStoreyMs},
            {QStringLiteral("wholeMs"), inside.wholeMs},
            {QStringLiteral("plainMs"), plain},
            {QStringLiteral("isolatedMs"), isolated},
            {QStringLiteral("sectionMs"), section},
            {QStringLiteral("residentMiB"), inside.residentMiB},
            {QStringLiteral("isolatedRatio"), plain > 0 ? isolated / plain : 0},
            {QStringLiteral("sectionRatio"), plain > 0 ? section / plain : 0}};
}

QJsonObject BenchFigures::toJson() const
{
    QJsonObject result{{QStringLiteral("loadSeconds"), loadSeconds},
                       {QStringLiteral("loadCpuSeconds"), loadCpuSeconds},
                       {QStringLiteral("firstFrameSeconds"), firstFrameSeconds},
                       {QStringLiteral("firstCitySeconds"), firstCitySeconds},
                       {QStringLiteral("buildings"), buildings},
                       {QStringLiteral("triangles"), triangles},
                       {QStringLiteral("drawCalls"), drawCalls},
                       {QStringLiteral("markers"), markers},
                       {QStringLiteral("loadedMiB"), loadedMiB},
                       {QStringLiteral("drawnMiB"), drawnMiB},
                       {QStringLiteral("peakMiB"), peakMiB},
                       {QStringLiteral("renderer"), renderer}};
    const std::pair<const char *, const Times *> times[] = {
        {"frameMs", &frame},       {"streetMs", &street},         {"flyMs", &flight},        {"pickMs", &pick},
        {"fullMs", &full},         {"simplifiedMs", &simplified}, {"recolourMs", &recolour}, {"markedMs", &marked},
        {"unmarkedMs", &unmarked}, {"layoutMs", &layouts}};
    for (const auto &[key, each] : times) {
        if (!each->ms.empty())
            result.insert(QLatin1String(key), each->toJson());
    }
    if (!full.ms.empty())
        result.insert(QStringLiteral("fullTriangles"), fullTriangles);
    if (!marked.ms.empty())
        result.insert(QStringLiteral("markersDrawn"), markersDrawn);
    if (residentMiB > 0) {
        result.insert(QStringLiteral("idleCpuPercent"), idlePercent);
        result.insert(QStringLiteral("idleFrames"), idleFrames);
        result.insert(QStringLiteral("residentMiB"), residentMiB);
    }
    if (!inside.plain.ms.empty())
        result.insert(QStringLiteral("inside"), cli::toJson(inside));
    return result;
}

void BenchFigures::print() const
{
    const auto line = [](const char *what, const Times &times) {
        if (!times.ms.empty())
            std::printf("%-11s %9.3f ms median, %9.3f p95, %9.3f p99, %9.3f at worst (%zu)\n", what, times.median(),
                        share(times.ms, 0.95), share(times.ms, 0.99), share(times.ms, 1), times.ms.size());
    };
    std::printf("load %.2f s, first frame %.2f s, first of the city %.2f s\n", loadSeconds, firstFrameSeconds,
                firstCitySeconds);
    line("frame", frame);
    line("at street", street);
    line("flying", flight);
    line("pick", pick);
    line("simplified", simplified);
    line("full detail", full);
    line("recolour", recolour);
    line("markers", marked);
    line("no markers", unmarked);
    line("layouts", layouts);
    if (residentMiB > 0)
        std::printf("idle %.1f %% of a core, %d frames\n", idlePercent, idleFrames);
    std::printf("%lld triangles, %d draw calls, %d markers\n%.0f MiB, %s\n", static_cast<long long>(triangles),
                drawCalls, markers, peakMiB, qPrintable(renderer));
    if (!inside.plain.ms.empty())
        std::printf("inside: first storey %.0f ms, whole %.0f ms; frame %.1f ms, one storey %.1f ms, section %.1f ms "
                    "(medians)\n",
                    inside.firstStoreyMs, inside.wholeMs, inside.plain.median(), inside.isolated.median(),
                    inside.section.median());
}

}
