#pragma once

#include "core/Twin.h"
#include "video/Player.h"
#include "video/StreamHealth.h"

#include <QElapsedTimer>
#include <QHash>
#include <QImage>
#include <QObject>

#include <array>
#include <memory>
#include <vector>

namespace app
{

/// Pictures of the district's cameras, for as many as are looked at, by few players: one plays what is looked at most,
/// one goes from camera to camera of the others and takes a picture of each. A stream that fails is tried again later
/// and later. What is played where and why not is told here alone. Main thread.
class Streams : public QObject
{
    Q_OBJECT

public:
    struct Pace {
        StreamPatience patience;
        int betweenLooksMs = 3000; ///< pause of the one that goes around, once all have been seen
        int freshMs = 15000;       ///< a picture younger than this is not taken anew
        int mostPerSecond = 12;    ///< of the one that plays
    };

    explicit Streams(Twin &twin, QObject *parent = nullptr) : Streams(twin, Pace(), parent) {}
    Streams(Twin &twin, const Pace &pace, QObject *parent = nullptr);
    ~Streams() override;

    /// Somebody looks at a camera (its id); `live`: wants it to move. The last who wants that has it. Nothing of this
    /// is kept but by `who`; an empty id lets go.
    void look(const QObject *who, const QString &camera, bool live);
    /// Tries at once what has failed.
    void tryAgain(const QString &camera);
    /// For still pictures: one look at each recording, nothing moves and nothing is asked of the network.
    void setStill(bool still);
    /// Nothing that is looked at is still to come.
    bool isSettled() const;

    QString liveCamera() const { return m_live.camera; }
    const QImage &picture(const QString &camera) const;
    /// The picture moves now.
    bool isPlaying(const QString &camera) const;
    StreamHealth::Phase phase(const QString &camera) const;
    StreamFault fault(const QString &camera) const;
    /// "Live", "Picture of 12 s ago", "The camera refuses the connection. Next try in 8 s": for people, translated.
    QString words(const QString &camera) const;
    /// Why there is no picture, or an old one; empty where all is well.
    QString reason(const QString &camera) const;
    /// There is a reason.
    bool isTroubled(const QString &camera) const;
    StreamAddress address(const QString &camera) const;
    /// How many have been opened since the start: what it costs.
    int openings() const { return m_openings; }

Q_SIGNALS:
    void pictureChanged(const QString &camera);
    /// Phase, fault or words.
    void stateChanged(const QString &camera);

private:
    struct Entry {
        StreamHealth health;
        QImage picture;
        qint64 lookedAt = -1, pictureAt = -1; ///< of the steady clock; -1: never
        bool offline = false;                 ///< the device is said to be
        bool diagnosed = false;
        bool triedTwice = false; ///< at once, before anything is said: under load Qt's sink may fail to start
    };
    /// What shows one stream: two players, as closing one takes up to a second.
    struct Slot {
        std::array<std::unique_ptr<Player>, 2> players;
        size_t current = 0;
        QString camera;
        PlayWish wish;
        Player &player() const { return *players[current]; }
    };
    struct Look {
        const QObject *who;
        QString camera;
        bool live;
    };

    qint64 now() const { return m_clock.elapsed(); }
    Entry &entry(const QString &camera);
    const Entry *known(const QString &camera) const;
    void step();
    void openIn(Slot &slot, const QString &camera, int mostPerSecond);
    void closeSlot(Slot &slot);
    void onPicture(Slot &slot, const QImage &picture);
    void failIn(Slot &slot, StreamFault fault, bool played);
    void diagnose(const QString &camera, bool played);
    QString wantedLive() const;
    QString nextToLookAt() const;
    bool mayOpen(const QString &camera) const;
    void readDevices();
    void forget();

    Twin &m_twin;
    Pace m_pace;
    QElapsedTimer m_clock;
    QHash<QString, Entry> m_entries;
    std::vector<Look> m_looks; ///< the newest wish for a live picture is the last
    Slot m_live, m_round;
    QString m_wanted; ///< live, at the last step
    qint64 m_roundFreeAt = 0;
    bool m_still = false;
    int m_openings = 0;
    std::shared_ptr<const domain::City> m_city;
    QTimer m_step;
};

}
