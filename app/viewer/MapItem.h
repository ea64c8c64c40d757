#pragma once

#include "scene/CityView.h"

#include <qqmlintegration.h>

namespace app
{

/// The map as QML has it: a CityView that ties itself to the session.
class MapItem : public scene::CityView
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit MapItem(QQuickItem *parent = nullptr);
    ~MapItem() override;
};

}
