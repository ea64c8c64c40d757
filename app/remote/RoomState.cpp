#include "remote/RoomState.h"

#include "scene/CityView.h"
#include "session/Session.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

static const QLatin1String District("district"), View("view"), Selected("selected"), Entered("entered"),
    InsideKey("inside"), Layout("layout"), Theme("theme"), Colouring("colouring"), Replay("replay"), Time("time"),
    Paused("paused"), Speed("speed");

/// How an entered building is shown: properties of Inside that mean the same to everybody.
static constexpr std::array InsideParts = {"storey", "spread", "plan", "paint", "section", "shell"};

static double rounded(double value, double scale)
{
    return std::round(value * scale) / scale;
}

QJsonObject roomState(Session &session)
{
    QJsonObject state;
    const auto &city = session.twin().city();
    if (!city)
        return state;
    state.insert(District, city->name.toJson());
    const scene::CityView *view = session.view();
    if (view && city->complete && view->width() > 0) {
        const domain::SavedView at = view->geographicPose();
        state.insert(View, QJsonArray{rounded(at.longitude, 1e8), rounded(at.latitude, 1e8), rounded(at.height, 1e3),
                                      rounded(at.heading, 1e4), rounded(at.pitch, 1e4)});
    }
    const Selection &selection = session.selection();
    state.insert(Selected, selection.current().isNull() ? QString() : domain::refText(selection.current()));
    state.insert(Entered, selection.entered().isNull() ? QString() : domain::refText(selection.entered()));
    if (session.inside().isActive()) {
        QJsonObject inside;
        for (const char *name : InsideParts)
            inside.insert(QLatin1String(name), QJsonValue::fromVariant(session.inside().property(name)));
        state.insert(InsideKey, inside);
    }
    state.insert(Layout, session.layout());
    state.insert(Theme, session.theme());
    state.insert(Colouring, session.colouring());
    if (session.isReplay() && session.isLive())
        state.insert(
            Replay,
            QJsonObject{{Time, double(session.twin().now())}, {Paused, session.isPaused()}, {Speed, session.speed()}});
    return state;
}

/// Whether a replay has only played on; clocks of two machines and busy seconds are given some room.
static bool playedOn(const QJsonObject &before, const QJsonObject &now, qint64 passedMs)
{
    if (before.value(Paused) != now.value(Paused) || before.value(Speed) != now.value(Speed))
        return false;
    constexpr double RoomMs = 1500;
    const double speed = now.value(Speed).toDouble();
    const double expected = before.value(Time).toDouble() + (now.value(Paused).toBool() ? 0 : speed * double(passedMs));
    return std::abs(now.value(Time).toDouble() - expected) <= RoomMs * std::max(1.0, speed);
}

QJsonObject roomChanges(const QJsonObject &before, const QJsonObject &now, qint64 passedMs)
{
    QJsonObject changes;
    for (auto it = now.begin(); it != now.end(); ++it) {
        const QJsonValue was = before.value(it.key());
        if (was == *it)
            continue;
        if (it.key() == Replay && was.isObject() && playedOn(was.toObject(), it->toObject(), passedMs))
            continue;
        changes.insert(it.key(), *it);
    }
    return changes;
}

static void followSelection(Selection &selection, const QJsonValue &entered, const QJsonValue &selected,
                            QStringList &missing)
{
    const auto refOf = [](const QJsonValue &value) {
        return value.toString().isEmpty() ? ObjectRef() : domain::refFromText(value.toString());
    };
    if (entered.isString() && refOf(entered) != selection.entered()) {
        if (refOf(entered).isNull())
            selection.clear();
        else if (!selection.enter(domain::kindName(refOf(entered).kind), refOf(entered).id))
            missing.append(Entered);
    }
    if (selected.isString() && refOf(selected) != selection.current()) {
        if (refOf(selected).isNull())
            selection.select(ObjectRef());
        else if (!selection.select(domain::kindName(refOf(selected).kind), refOf(selected).id))
            missing.append(Selected);
    }
}

static void followInside(Inside &inside, const QJsonObject &wanted)
{
    const auto apply = [&inside, wanted] {
        for (const char *name : InsideParts) {
            const QJsonValue value = wanted.value(QLatin1String(name));
            const QVariant now = inside.property(name);
            if (value.isUndefined() || value.toVariant() == now)
                continue;
            if (value.isDouble() == (now.typeId() == QMetaType::Int) &&
                value.isBool() == (now.typeId() == QMetaType::Bool))
                inside.setProperty(name, value.toVariant());
        }
    };
    if (inside.isActive() && !inside.isOpening())
        apply();
    else if (inside.isOpening()) // only the newest wish counts
        QObject::connect(&inside, &Inside::interiorChanged, &inside, apply, Qt::SingleShotConnection);
}

static void followReplay(Session &session, const QJsonObject &replay)
{
    if (!session.isReplay() || replay.isEmpty())
        return;
    const double speed = replay.value(Speed).toDouble(), time = replay.value(Time).toDouble();
    if (speed > 0 && speed <= 1e6)
        session.setSpeed(speed);
    if (replay.value(Paused).isBool() && replay.value(Paused).toBool() != session.isPaused())
        session.togglePause();
    constexpr double NearMs = 2000;
    if (time > 0 && std::abs(time - session.timeMs()) > NearMs * std::max(1.0, session.speed()))
        session.seek(time);
}

static void followView(Session &session, const QJsonArray &pose)
{
    scene::CityView *view = session.view();
    const bool numbers =
        std::all_of(pose.begin(), pose.end(), [](const QJsonValue &value) { return value.isDouble(); });
    if (!view || pose.size() != 5 || !numbers || std::abs(pose[0].toDouble()) > 180 ||
        std::abs(pose[1].toDouble()) > 90)
        return;
    // What was asked for before is where the flight is bound for now.
    const domain::SavedView at = view->geographicPose();
    constexpr double FarDegrees = 0.002, FarMetres = 150, FarTurn = 25;
    const bool far = std::abs(at.longitude - pose[0].toDouble()) > FarDegrees ||
                     std::abs(at.latitude - pose[1].toDouble()) > FarDegrees ||
                     std::abs(at.height - pose[2].toDouble()) > FarMetres ||
                     std::abs(std::remainder(at.heading - pose[3].toDouble(), 360.0)) > FarTurn;
    view->flyToGeographic(pose[0].toDouble(), pose[1].toDouble(), pose[2].toDouble(), pose[3].toDouble(),
                          pose[4].toDouble(), far && !session.reducedMotion());
}

QStringList followRoom(Session &session, const QJsonObject &changes)
{
    QStringList missing;
    const auto &city = session.twin().city();
    if (!city)
        return {District};
    if (changes.contains(District) && changes.value(District) != city->name.toJson())
        missing.append(District);
    const auto oneOf = [&changes](const QLatin1String &key, const QStringList &allowed) {
        const QString value = changes.value(key).toString();
        return allowed.contains(value) ? value : QString();
    };
    if (const QString theme = oneOf(Theme, {QStringLiteral("command"), QStringLiteral("plan")}); !theme.isEmpty())
        session.setTheme(theme);
    // A desk is for who sits at it: the wall stays one then.
    if (const QString layout =
            oneOf(Layout, {QStringLiteral("desk"), QStringLiteral("wall"), QStringLiteral("briefing")});
        !layout.isEmpty())
        session.setLayout(layout == QLatin1String("briefing") ? layout : QStringLiteral("wall"));
    if (changes.value(Colouring).isString()) {
        const QString wanted = changes.value(Colouring).toString();
        const QVariantList known = session.colourings();
        if (std::any_of(known.begin(), known.end(),
                        [&](const QVariant &each) { return each.toMap().value(QStringLiteral("id")) == wanted; }))
            session.setColouring(wanted);
    }
    followReplay(session, changes.value(Replay).toObject());
    followSelection(session.selection(), changes.value(Entered), changes.value(Selected), missing);
    if (changes.value(InsideKey).isObject())
        followInside(session.inside(), changes.value(InsideKey).toObject());
    if (changes.value(View).isArray())
        followView(session, changes.value(View).toArray());
    return missing;
}

}
