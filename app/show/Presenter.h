#pragma once

#include "domain/Storyboard.h"
#include "show/SlideLook.h"

#include <QObject>
#include <QTimer>
#include <QVariantAnimation>

#include <optional>

namespace app
{

class Session;
class StoryboardEditor;

/// Shows the slides of the storyboard that is open: one at a time while it is worked on, or full screen with a
/// clicker's keys. The camera flies from slide to slide, words go before it sets out and come when it is there; with
/// reduced motion both cut. Theme, colours and layers are as the slide has them until the briefing layout is left. Main
/// thread.
class Presenter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool playing READ isPlaying NOTIFY playingChanged)
    Q_PROPERTY(bool black READ isBlack WRITE setBlack NOTIFY blackChanged)               ///< the screen is to be dark
    Q_PROPERTY(bool automatic READ isAutomatic WRITE setAutomatic NOTIFY playingChanged) ///< goes on by itself
    Q_PROPERTY(double words READ words NOTIFY wordsChanged) ///< how far the words are there, 0 to 1
    Q_PROPERTY(bool moving READ isMoving NOTIFY movingChanged)

public:
    Presenter(Session &session, StoryboardEditor &editor, QObject *parent = nullptr);

    bool isPlaying() const { return m_playing; }
    bool isBlack() const { return m_black; }
    void setBlack(bool black);
    bool isAutomatic() const { return m_automatic; }
    void setAutomatic(bool automatic);
    double words() const { return m_words; }
    bool isMoving() const { return m_leaving.state() == QAbstractAnimation::Running || m_flight.isActive(); }

    /// The slide that is shown, or on its way; -1: none.
    int row() const;

    /// From the current slide (the first where there is none), or from the first.
    Q_INVOKABLE void start(bool fromFirst = false);
    Q_INVOKABLE void stop();
    Q_INVOKABLE void toggleBlack() { setBlack(!m_black); }
    /// Past the last one it stays there; a black screen is lit first.
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    Q_INVOKABLE void first();
    Q_INVOKABLE void last();
    Q_INVOKABLE void goTo(int row);

    /// How long a flight between two slides takes, seconds.
    static double flightSeconds() { return 2.4; }
    /// How long a slide stays that says nothing of it, seconds.
    static double usualSeconds() { return 6; }
    /// For what makes pictures: slides are shown at once, with the words so far there.
    void setWords(double words);

Q_SIGNALS:
    void playingChanged();
    void blackChanged();
    void wordsChanged();
    void movingChanged();

private:
    void show(int row);
    void setOut();
    void arrive();
    void lookBack();
    void onTime();

    Session &m_session;
    StoryboardEditor &m_editor;
    std::optional<Look> m_before; ///< before the first slide was shown
    std::optional<domain::Slide> m_last;
    std::optional<int> m_target;  ///< while the words of the one before go
    std::optional<qint64> m_then; ///< the time of a replay that a slide waits for
    bool m_wasPaused = false;
    bool m_playing = false, m_black = false, m_automatic = false;
    double m_words = 1;
    QVariantAnimation m_leaving, m_coming;
    QTimer m_flight, m_stay;
};

}
