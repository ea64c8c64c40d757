#include "models/EventModel.h"
#include "models/EventStatsModel.h"
#include "models/IndicatorModel.h"
#include "models/LayerModel.h"
#include "models/PlaceTreeModel.h"
#include "models/ThingModel.h"
#include "models/WarningModel.h"
#include "search/SearchModel.h"
#include "session/FeedModel.h"
#include "session/LegendModel.h"
#include "viewer/MapItem.h"
#include "viewer/Viewer.h"

#include <QtQml>

namespace app
{

static constexpr const char *Uri = "Yunjie";

/// A model that the whole interface shares; made when first used, owned by the engine.
template <typename Model> static void registerModel(const char *name)
{
    qmlRegisterSingletonType<Model>(Uri, 1, 0, name, [](QQmlEngine *, QJSEngine *) -> QObject * { return new Model; });
}

void registerQmlTypes(Session &session)
{
    qmlRegisterSingletonInstance(Uri, 1, 0, "Session", &session);
    qmlRegisterSingletonInstance(Uri, 1, 0, "Selection", &session.selection());
    qmlRegisterSingletonInstance(Uri, 1, 0, "Card", &session.card());
    registerModel<PlaceTreeModel>("PlaceTreeModel");
    registerModel<EventModel>("EventModel");
    registerModel<ThingModel>("ThingModel");
    registerModel<LayerModel>("LayerModel");
    registerModel<WarningModel>("WarningModel");
    registerModel<SearchModel>("SearchModel");
    registerModel<FeedModel>("FeedModel");
    registerModel<LegendModel>("LegendModel");
    registerModel<IndicatorModel>("IndicatorModel");
    registerModel<EventStatsModel>("EventStatsModel");
    // Lists with filters of their own.
    qmlRegisterType<EventModel>(Uri, 1, 0, "EventFilter");
    qmlRegisterType<ThingModel>(Uri, 1, 0, "ThingFilter");
    qmlRegisterType<MapItem>(Uri, 1, 0, "MapItem");
}

}
