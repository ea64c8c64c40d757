#include "show/Presenter.h"

#include "scene/CityView.h"
#include "session/Session.h"
#include "show/StoryboardEditor.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace app
{

static constexpr int LeaveMs = 220, ComeMs = 300;

Presenter::Presenter(Session &session, StoryboardEditor &editor, QObject *parent)
    : QObject(parent), m_session(session), m_editor(editor)
{
    for (QVariantAnimation *animation : {&m_leaving, &m_coming}) {
        animation->setEndValue(animation == &m_coming ? 1.0 : 0.0);
        animation->setDuration(animation == &m_coming ? ComeMs : LeaveMs);
        animation->setEasingCurve(QEasingCurve::InOutQuad);
        connect(animation, &QVariantAnimation::valueChanged, this,
                [this](const QVariant &value) { setWords(value.toDouble()); });
        connect(animation, &QVariantAnimation::stateChanged, this, &Presenter::movingChanged);
    }
    m_flight.setSingleShot(true);
    m_stay.setSingleShot(true);
    connect(&m_leaving, &QVariantAnimation::finished, this, &Presenter::setOut);
    connect(&m_flight, &QTimer::timeout, this, &Presenter::arrive);
    connect(&m_stay, &QTimer::timeout, this, [this] {
        if (m_playing && m_automatic && !m_black)
            next();
    });
    connect(&editor, &StoryboardEditor::boardChanged, this, [this] {
        if (m_playing && m_editor.count() == 0)
            stop();
    });
    connect(&session, &Session::timeChanged, this, &Presenter::onTime);
    // Nor is a slide's look what the program begins with next time.
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &Presenter::lookBack);
    // Another layout is another room: nothing is presented there.
    connect(&session, &Session::layoutChanged, this, [this] {
        if (m_session.layout() != QLatin1String("briefing"))
            lookBack();
    });
}

void Presenter::setWords(double words)
{
    if (std::exchange(m_words, words) != words)
        Q_EMIT wordsChanged();
}

void Presenter::setBlack(bool black)
{
    if (std::exchange(m_black, black) == black)
        return;
    Q_EMIT blackChanged();
    if (!black && m_playing && m_automatic)
        arrive();
}

void Presenter::setAutomatic(bool automatic)
{
    if (std::exchange(m_automatic, automatic) == automatic)
        return;
    Q_EMIT playingChanged();
    if (automatic && m_playing && !isMoving())
        arrive();
    else
        m_stay.stop();
}

int Presenter::row() const
{
    return m_target.value_or(m_editor.current());
}

void Presenter::start(bool fromFirst)
{
    if (m_playing || m_editor.count() == 0)
        return;
    m_wasPaused = m_session.isPaused();
    m_session.setLayout(QStringLiteral("briefing"));
    m_playing = true;
    Q_EMIT playingChanged();
    show(fromFirst ? 0 : std::max(0, m_editor.current()));
}

void Presenter::stop()
{
    if (!m_playing)
        return;
    m_playing = m_automatic = false;
    m_stay.stop();
    setBlack(false);
    m_leaving.stop();
    m_target.reset();
    m_flight.stop();
    m_coming.stop();
    setWords(1);
    if (m_session.isReplay() && m_session.isPaused() != m_wasPaused)
        m_session.togglePause();
    Q_EMIT playingChanged();
    Q_EMIT movingChanged();
}

void Presenter::lookBack()
{
    stop();
    m_then.reset();
    const auto before = std::exchange(m_before, std::nullopt);
    const auto last = std::exchange(m_last, std::nullopt);
    if (before && last) {
        before->restore(m_session, *last);
        if (!last->indicator.isEmpty() && m_editor.shownIndicator() == last->indicator)
            m_editor.setShownIndicator({});
    }
    m_editor.setCurrent(-1);
}

void Presenter::next()
{
    if (m_black)
        setBlack(false);
    else if (row() + 1 < m_editor.count())
        show(row() + 1);
    else
        setAutomatic(false);
}

void Presenter::previous()
{
    if (m_black)
        setBlack(false);
    else if (row() > 0)
        show(row() - 1);
}

void Presenter::first()
{
    setBlack(false);
    show(0);
}

void Presenter::last()
{
    setBlack(false);
    show(m_editor.count() - 1);
}

void Presenter::goTo(int row)
{
    setBlack(false);
    show(row);
}

/// Words go, the camera flies, words come. Who is quick with the clicker cuts this short.
void Presenter::show(int row)
{
    if (row < 0 || row >= m_editor.count())
        return;
    m_stay.stop();
    m_flight.stop();
    m_coming.stop();
    m_leaving.stop();
    const bool cut = m_session.reducedMotion() || m_session.isStill() || !m_playing || m_editor.current() < 0;
    const bool isLeaving = m_target.has_value();
    m_target = row;
    if (cut || isLeaving || m_words == 0) {
        setWords(0);
        setOut();
        return;
    }
    // The next slide's words must not show while those of the last one fade.
    m_leaving.setStartValue(m_words);
    m_leaving.start();
}

void Presenter::setOut()
{
    m_editor.setCurrent(m_target.value_or(m_editor.current()));
    m_target.reset();
    const int row = m_editor.current();
    if (row < 0 || row >= m_editor.count())
        return;
    if (!m_before)
        m_before.emplace(m_session);
    m_last = m_editor.board().slides[size_t(row)];
    // What is spoken of must not run away.
    if (m_session.isReplay() && !m_session.isPaused() && (m_playing || m_last->time))
        m_session.togglePause();
    m_then.reset();
    if (m_last->time && m_session.isReplay())
        m_then = std::clamp(*m_last->time, qint64(m_session.replayStart()), qint64(m_session.replayEnd()));
    applySlide(m_session, *m_last);
    onTime();
    m_editor.setShownIndicator(m_last->indicator);
    const bool cut = m_session.reducedMotion() || m_session.isStill();
    if (scene::CityView *view = m_session.view()) {
        const domain::SavedView &at = m_last->camera;
        view->flyToGeographic(at.longitude, at.latitude, at.height, at.heading, at.pitch, !cut);
        if (m_playing && !cut)
            view->flySlowly(view->goal(), flightSeconds());
    }
    if (cut || !m_playing) {
        setWords(1);
        arrive();
        return;
    }
    m_flight.start(int(flightSeconds() * 1000));
    Q_EMIT movingChanged();
}

void Presenter::onTime()
{
    if (!m_then || !m_last || m_session.twin().now() != *m_then)
        return;
    m_then.reset();
    const QString &wanted = m_last->selected.id;
    if (!wanted.isEmpty() && m_session.selection().current().id != wanted && !m_session.selection().isAwaiting())
        selectOf(m_session, *m_last);
}

void Presenter::arrive()
{
    Q_EMIT movingChanged();
    if (!m_playing)
        return;
    if (m_words < 1) {
        m_coming.setStartValue(m_words);
        m_coming.start();
    }
    const int row = m_editor.current();
    if (m_automatic && !m_black && row >= 0 && row < m_editor.count()) {
        const double stays = m_editor.board().slides[size_t(row)].seconds;
        m_stay.start(int((stays > 0 ? stays : usualSeconds()) * 1000));
    }
}

}
