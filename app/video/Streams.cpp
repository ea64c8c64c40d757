#include "video/Streams.h"

#include "core/Text.h"
#include "video/StreamDoctor.h"

#include <algorithm>

namespace app
{

using Phase = StreamHealth::Phase;

Streams::Streams(Twin &twin, const Pace &pace, QObject *parent) : QObject(parent), m_twin(twin), m_pace(pace)
{
    m_clock.start();
    constexpr int StepMs = 200;
    m_step.setInterval(StepMs);
    connect(&m_step, &QTimer::timeout, this, &Streams::step);
    connect(&twin, &Twin::cityChanged, this, &Streams::forget);
    connect(&twin, &Twin::changed, this, &Streams::readDevices);
    m_city = twin.city();
    for (Slot *slot : {&m_live, &m_round}) {
        for (std::unique_ptr<Player> &player : slot->players) {
            player = std::make_unique<Player>();
            connect(player.get(), &Player::pictureCame, this,
                    [this, slot](const QImage &picture) { onPicture(*slot, picture); });
            connect(player.get(), &Player::failed, this,
                    [this, slot] { failIn(*slot, StreamFault::Unreadable, true); });
            connect(player.get(), &Player::ended, this, [this, slot] { failIn(*slot, StreamFault::Ended, true); });
        }
    }
}

Streams::~Streams()
{
    // All at once: closing one may take a second.
    for (Slot *slot : {&m_live, &m_round}) {
        for (const std::unique_ptr<Player> &player : slot->players)
            player->close();
    }
}

/// Another district: what was looked at is looked up anew.
void Streams::forget()
{
    // The loader publishes the same things again with every layer.
    const auto before = std::exchange(m_city, m_twin.city());
    const auto addressIn = [](const std::shared_ptr<const domain::City> &city, const QString &id) {
        const domain::Thing *thing = city ? city->thing(id) : nullptr;
        return thing ? thing->stream : QString();
    };
    for (Slot *slot : {&m_live, &m_round}) {
        if (addressIn(before, slot->camera) != addressIn(m_city, slot->camera))
            closeSlot(*slot);
    }
    QStringList changed;
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        if (addressIn(before, it.key()) == addressIn(m_city, it.key())) {
            ++it;
            continue;
        }
        changed.append(it.key());
        it = m_entries.erase(it);
    }
    for (const QString &camera : changed) {
        Q_EMIT pictureChanged(camera);
        Q_EMIT stateChanged(camera);
    }
}

Streams::Entry &Streams::entry(const QString &camera)
{
    const auto it = m_entries.find(camera);
    if (it != m_entries.end())
        return *it;
    Entry made{StreamHealth(m_pace.patience), {}, -1, -1, false, false, false};
    const domain::ThingState *state = m_twin.state().thing(camera);
    made.offline = state && state->status == domain::ThingStatus::Offline;
    return *m_entries.insert(camera, made);
}

const Streams::Entry *Streams::known(const QString &camera) const
{
    const auto it = m_entries.constFind(camera);
    return it == m_entries.constEnd() ? nullptr : &*it;
}

void Streams::look(const QObject *who, const QString &camera, bool live)
{
    const auto at = std::find_if(m_looks.begin(), m_looks.end(), [&](const Look &look) { return look.who == who; });
    if (at != m_looks.end()) {
        if (at->camera == camera && at->live == live)
            return;
        m_looks.erase(at);
    }
    if (!camera.isEmpty()) {
        m_looks.push_back({who, camera, live});
        entry(camera);
    }
    m_looks.empty() ? m_step.stop() : m_step.start();
    step();
}

void Streams::tryAgain(const QString &camera)
{
    entry(camera).health.forgive();
    entry(camera).lookedAt = -1;
    step();
}

void Streams::setStill(bool still)
{
    m_still = still;
}

bool Streams::isSettled() const
{
    return std::all_of(m_looks.begin(), m_looks.end(), [this](const Look &look) {
        const Entry *entry = known(look.camera);
        constexpr int Enough = 3; // under load a first try may fail
        const bool seen = entry && (!entry->picture.isNull() || entry->health.failures() >= Enough);
        return seen || !mayOpen(look.camera);
    });
}

const QImage &Streams::picture(const QString &camera) const
{
    static const QImage nothing;
    const Entry *entry = known(camera);
    return entry ? entry->picture : nothing;
}

bool Streams::isPlaying(const QString &camera) const
{
    return !camera.isEmpty() && camera == m_live.camera && phase(camera) == Phase::Playing;
}

Phase Streams::phase(const QString &camera) const
{
    const Entry *entry = known(camera);
    return entry ? entry->health.phase() : Phase::Idle;
}

StreamFault Streams::fault(const QString &camera) const
{
    const StreamAddress::Kind kind = address(camera).kind();
    if (kind == StreamAddress::Kind::None)
        return StreamFault::NoAddress;
    if (kind == StreamAddress::Kind::Broken)
        return StreamFault::BadAddress;
    const Entry *entry = known(camera);
    if (!entry)
        return StreamFault::None;
    // What is known of the device goes before what a recording shows, and before what is only an old failure.
    if (entry->offline && !isPlaying(camera))
        return StreamFault::DeviceOffline;
    return entry->health.fault();
}

StreamAddress Streams::address(const QString &camera) const
{
    const domain::Thing *thing = m_city ? m_city->thing(camera) : nullptr;
    return StreamAddress(thing ? thing->stream : QString());
}

bool Streams::isTroubled(const QString &camera) const
{
    return fault(camera) != StreamFault::None;
}

/// What is in the way, in words.
static QString faultText(StreamFault fault, const QString &detail, int stallSeconds)
{
    switch (fault) {
    case StreamFault::None:
        return {};
    case StreamFault::NoAddress:
        return translate("video", "No address of a stream is known");
    case StreamFault::BadAddress:
        return translate("video", "The address of the stream cannot be understood");
    case StreamFault::DeviceOffline:
        return translate("video", "The camera is offline");
    case StreamFault::HostUnknown:
        return translate("video", "%1 is not known on this network").arg(detail);
    case StreamFault::Refused:
        return translate("video", "%1 refuses the connection").arg(detail);
    case StreamFault::NoAnswer:
        return translate("video", "%1 sends no picture").arg(detail);
    case StreamFault::WrongPassword:
        return translate("video", "User name or password is not accepted");
    case StreamFault::NotFound:
        return translate("video", "%1 knows no such stream").arg(detail);
    case StreamFault::NoVideo:
        return translate("video", "The stream has sound only, no picture");
    case StreamFault::Codec:
        return translate("video", "Pictures of the kind %1 cannot be decoded here").arg(detail);
    case StreamFault::Stalled:
        return translate("video", "The picture has stood still for %1 s").arg(stallSeconds);
    case StreamFault::Ended:
        return translate("video", "The stream has ended");
    case StreamFault::FileMissing:
        return translate("video", "The file %1 is missing").arg(detail);
    case StreamFault::Unreadable:
        break;
    }
    return translate("video", "The stream cannot be read");
}

QString Streams::reason(const QString &camera) const
{
    const Entry *entry = known(camera);
    const QString detail = entry && !entry->health.detail().isEmpty() ? entry->health.detail() : address(camera).host();
    constexpr int SecondMs = 1000;
    return faultText(fault(camera), detail, m_pace.patience.stall / SecondMs);
}

QString Streams::words(const QString &camera) const
{
    const StreamAddress from = address(camera);
    const Entry *entry = known(camera);
    if (const QString text = reason(camera); !text.isEmpty()) {
        constexpr int SecondMs = 1000;
        if (!entry || !mayOpen(camera))
            return text;
        if (entry->health.phase() == Phase::Opening)
            return translate("video", "%1 · trying again").arg(text);
        const qint64 left = entry->health.nextTry() - now();
        return left > 0 ? translate("video", "%1 · next try in %2").arg(text, ageText(left + SecondMs - 1)) : text;
    }
    const bool recording = from.isRecording();
    if (isPlaying(camera))
        return recording ? translate("video", "Recording") : translate("video", "Live");
    if (!entry || entry->picture.isNull())
        return translate("video", "Connecting …");
    return recording ? translate("video", "Recording")
                     : translate("video", "Picture of %1 ago").arg(ageText(now() - entry->pictureAt));
}

void Streams::readDevices()
{
    bool any = false;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        const domain::ThingState *state = m_twin.state().thing(it.key());
        const bool offline = state && state->status == domain::ThingStatus::Offline;
        if (std::exchange(it->offline, offline) == offline)
            continue;
        any = true;
        if (!offline)
            it->health.forgive(); // it is back: no need to wait
        Q_EMIT stateChanged(it.key());
    }
    if (any)
        step();
}

/// A recording would show a camera that is known to be off as if it were not; of a network stream that is only looked
/// at in passing nothing is to be expected. Who wants it live may try.
bool Streams::mayOpen(const QString &camera) const
{
    const StreamAddress from = address(camera);
    if (from.kind() == StreamAddress::Kind::None || from.kind() == StreamAddress::Kind::Broken)
        return false;
    if (m_still && !from.isRecording())
        return false;
    const Entry *entry = known(camera);
    return !entry || !entry->offline || (!from.isRecording() && camera == wantedLive());
}

QString Streams::wantedLive() const
{
    if (m_still)
        return {};
    const auto last = std::find_if(m_looks.rbegin(), m_looks.rend(), [](const Look &look) { return look.live; });
    return last == m_looks.rend() ? QString() : last->camera;
}

/// Of those that may be looked at the one that was longest ago.
QString Streams::nextToLookAt() const
{
    QString best;
    qint64 oldest = 0;
    for (const Look &look : m_looks) {
        const Entry *entry = known(look.camera);
        if (!entry || look.camera == m_live.camera || !mayOpen(look.camera) || !entry->health.mayTry(now()))
            continue;
        const bool seen = !entry->picture.isNull() && entry->health.fault() == StreamFault::None;
        // A recording does not change; a picture that is fresh is good enough.
        const bool recording = address(look.camera).isRecording();
        if (seen && (recording || m_still || now() - entry->pictureAt < m_pace.freshMs || now() < m_roundFreeAt))
            continue;
        if (best.isEmpty() || entry->lookedAt < oldest) {
            best = look.camera;
            oldest = entry->lookedAt;
        }
    }
    return best;
}

void Streams::openIn(Slot &slot, const QString &camera, int mostPerSecond)
{
    Entry &of = entry(camera);
    of.lookedAt = now();
    of.diagnosed = false;
    of.health.open(now());
    slot.camera = camera;
    ++m_openings;
    // Cameras that share a recording are not in step; the same one always begins at the same place.
    uint sum = 7;
    for (const QChar letter : camera)
        sum = sum * 31 + letter.unicode();
    constexpr uint Parts = 97;
    slot.wish.mostPerSecond = mostPerSecond;
    slot.wish.from = 0.9 * double(sum % Parts) / Parts;
    slot.player().open(address(camera), slot.wish);
    Q_EMIT stateChanged(camera);
}

void Streams::closeSlot(Slot &slot)
{
    const QString camera = std::exchange(slot.camera, QString());
    if (camera.isEmpty())
        return;
    slot.player().close();
    slot.current = 1 - slot.current;
    const auto it = m_entries.find(camera);
    if (it == m_entries.end())
        return;
    it->health.close();
    Q_EMIT stateChanged(camera);
}

void Streams::onPicture(Slot &slot, const QImage &picture)
{
    if (slot.camera.isEmpty())
        return;
    const QString camera = slot.camera;
    Entry &of = entry(camera);
    const bool began = of.health.phase() != Phase::Playing || of.health.fault() != StreamFault::None;
    of.health.pictureCame(now());
    of.picture = picture;
    of.triedTwice = false;
    of.pictureAt = now();
    Q_EMIT pictureChanged(camera);
    if (&slot == &m_round) {
        closeSlot(slot);
        m_roundFreeAt = now() + m_pace.betweenLooksMs;
        step();
    } else if (began) {
        Q_EMIT stateChanged(camera);
    }
}

void Streams::failIn(Slot &slot, StreamFault fault, bool played)
{
    if (slot.camera.isEmpty())
        return;
    const QString camera = slot.camera;
    Entry &of = entry(camera);
    slot.player().close();
    slot.current = 1 - slot.current;
    if (fault == StreamFault::Unreadable && !std::exchange(of.triedTwice, true)) {
        slot.wish.from = 0; // no jumping about
        slot.player().open(address(camera), slot.wish);
        return;
    }
    slot.camera.clear();
    of.health.fail(now(), fault);
    Q_EMIT stateChanged(camera);
    // A stream that played and stood still or ended has said all there is to say.
    if (!std::exchange(of.diagnosed, true) && fault != StreamFault::Stalled && fault != StreamFault::Ended)
        diagnose(camera, played);
}

void Streams::diagnose(const QString &camera, bool played)
{
    constexpr int PatienceMs = 4000;
    askWhy(address(camera), played, PatienceMs, this, [this, camera](StreamFault why, const QString &detail) {
        const auto it = m_entries.find(camera);
        if (it == m_entries.end() || it->health.fault() == StreamFault::None)
            return;
        it->health.explain(why, detail);
        Q_EMIT stateChanged(camera);
    });
}

void Streams::step()
{
    for (Slot *slot : {&m_live, &m_round}) {
        const Entry *of = known(slot->camera);
        if (const auto fault = of ? of->health.overdue(now()) : std::nullopt)
            failIn(*slot, *fault, false);
    }
    const auto isLookedAt = [this](const QString &camera) {
        return std::any_of(m_looks.begin(), m_looks.end(), [&](const Look &look) { return look.camera == camera; });
    };
    const QString wanted = wantedLive();
    if (std::exchange(m_wanted, wanted) != wanted && !wanted.isEmpty())
        entry(wanted).health.forgive(); // somebody has just chosen it
    if (m_live.camera != wanted || (!m_live.camera.isEmpty() && !mayOpen(m_live.camera)))
        closeSlot(m_live);
    if (!m_round.camera.isEmpty() &&
        (m_round.camera == wanted || !isLookedAt(m_round.camera) || !mayOpen(m_round.camera)))
        closeSlot(m_round);
    if (!wanted.isEmpty() && m_live.camera.isEmpty() && mayOpen(wanted) && entry(wanted).health.mayTry(now()))
        openIn(m_live, wanted, m_pace.mostPerSecond);
    if (m_round.camera.isEmpty()) {
        const QString next = nextToLookAt();
        if (!next.isEmpty())
            openIn(m_round, next, m_pace.mostPerSecond);
    }
}

}
