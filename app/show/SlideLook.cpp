#include "show/SlideLook.h"

#include "scene/CityView.h"
#include "session/Session.h"

#include <QRegularExpression>

namespace app
{

using domain::ObjectRef;

domain::Slide currentSlide(Session &session)
{
    domain::Slide slide;
    if (const scene::CityView *view = session.view())
        slide.camera = view->geographicPose();
    slide.theme = session.theme();
    slide.colouring = session.colouring();
    if (const auto &city = session.twin().city()) {
        for (const auto &layer : city->layers) {
            if (!session.twin().layers().visible(layer->info.id, layer->info.visible))
                slide.hiddenLayers.append(layer->info.id);
        }
    }
    if (session.isReplay())
        slide.time = session.twin().now();
    slide.selected = session.selection().current();
    slide.entered = session.selection().entered();
    return slide;
}

/// A layer is touched only where it is to look otherwise.
static void showLayer(Session &session, const QString &layer, bool otherwise, bool shown)
{
    LayerState &layers = session.twin().layers();
    if (layers.visible(layer, otherwise) != shown)
        layers.setVisible(layer, shown);
}

void applySlide(Session &session, const domain::Slide &slide)
{
    if (!slide.theme.isEmpty())
        session.setTheme(slide.theme);
    if (!slide.colouring.isEmpty())
        session.setColouring(slide.colouring);
    if (const auto &city = session.twin().city()) {
        for (const auto &layer : city->layers)
            showLayer(session, layer->info.id, layer->info.visible, !slide.hiddenLayers.contains(layer->info.id));
    }
    if (slide.time && session.isReplay() && session.twin().now() != *slide.time)
        session.seek(double(*slide.time));
    selectOf(session, slide);
}

void selectOf(Session &session, const domain::Slide &slide)
{
    Selection &selection = session.selection();
    const auto kind = [](const ObjectRef &object) {
        return object.isNull() ? QString() : domain::kindName(object.kind);
    };
    if (slide.entered.id.isEmpty() && slide.selected.id.isEmpty()) {
        selection.clear();
        return;
    }
    // What is not there any more is not shown; the slide still is.
    if (slide.entered.id.isEmpty())
        selection.clear();
    else if (slide.entered != selection.entered())
        selection.enter(kind(slide.entered), slide.entered.id);
    selection.select(kind(slide.selected), slide.selected.id);
}

Look::Look(Session &session) : m_theme(session.theme()), m_colouring(session.colouring())
{
    if (const auto &city = session.twin().city()) {
        for (const auto &layer : city->layers)
            m_visible.insert(layer->info.id, session.twin().layers().visible(layer->info.id, layer->info.visible));
    }
}

void Look::restore(Session &session, const domain::Slide &last) const
{
    if (!last.theme.isEmpty() && session.theme() == last.theme)
        session.setTheme(m_theme);
    if (!last.colouring.isEmpty() && session.colouring() == last.colouring)
        session.setColouring(m_colouring);
    if (const auto &city = session.twin().city()) {
        for (const auto &layer : city->layers) {
            const QString &id = layer->info.id;
            const bool shown = session.twin().layers().visible(id, layer->info.visible);
            if (m_visible.contains(id) && shown != last.hiddenLayers.contains(id))
                showLayer(session, id, layer->info.visible, m_visible.value(id));
        }
    }
}

QString publicWords(const QString &text)
{
    // GB 11643: 17 digits and a check character; mobile numbers of 11 digits begin with 13 to 19.
    static const QRegularExpression identity(QStringLiteral("(?<![0-9])([0-9]{6})[0-9]{8}([0-9]{3}[0-9Xx])(?![0-9])"));
    static const QRegularExpression mobile(
        QStringLiteral("(?<![0-9])(1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})(?![0-9])"));
    QString words = text;
    words.replace(identity, QStringLiteral("**************\\2"));
    words.replace(mobile, QStringLiteral("*******\\2"));
    return words;
}

}
