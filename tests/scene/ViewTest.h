#pragma once

#include "scene/CityView.h"

#include <QImage>
#include <QQuickWindow>

#include <memory>

/// A test that looks at a city view by its pixels: at low quality, without motion and labels. Needs a display with
/// OpenGL 3.3 (Xvfb will do).
class ViewTest : public QObject
{
protected:
    /// Shows the window; false if no display does.
    bool open(const QSize &size);
    bool settle();
    /// Of the whole window once all is there; without alpha.
    QImage picture();
    /// Where a point of the scene is drawn.
    QColor seenAt(const geometry::Vec3 &point);

    std::unique_ptr<QQuickWindow> m_window;
    scene::CityView *m_view = nullptr;
    QStringList m_failures; ///< what the view itself says; checked after each test
};

/// Of the component that differs most, of 255.
int difference(const QColor &a, const QColor &b);
