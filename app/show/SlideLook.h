#pragma once

#include "domain/Storyboard.h"

#include <QString>

namespace app
{

class Session;

/// What is seen just now, as a slide: camera, layers, theme, colours, time (of a replay), what is selected and entered.
/// Its words and id are left empty.
domain::Slide currentSlide(Session &session);

/// Everything of a slide but its camera. What it says nothing of stays as it was.
void applySlide(Session &session, const domain::Slide &slide);

/// What a slide has selected and entered: once more when the replay has come to its time, since what is told of then is
/// not known before.
void selectOf(Session &session, const domain::Slide &slide);

/// What slides change, as it is now.
class Look
{
public:
    explicit Look(Session &session);
    /// Brings it back where all is still as the slide shown last has it: what somebody chose since stays.
    void restore(Session &session, const domain::Slide &last) const;

private:
    QString m_theme, m_colouring;
    QHash<QString, bool> m_visible;
};

/// Words for a screen, a page or a video: numbers as identity cards and mobile telephones have them keep only their
/// last four digits (personal data is never in a briefing).
QString publicWords(const QString &text);

}
