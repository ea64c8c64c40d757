#pragma once

#include "scene/CityView.h"

namespace app
{

/// The map as QML has it: a CityView that ties itself to the session.
class MapItem : public scene::CityView
{
    Q_OBJECT

public:
    explicit MapItem(QQuickItem *parent = nullptr);
    ~MapItem() override;
};

}
