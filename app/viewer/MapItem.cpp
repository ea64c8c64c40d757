#include "viewer/MapItem.h"

#include "session/Session.h"

namespace app
{

MapItem::MapItem(QQuickItem *parent) : scene::CityView(parent)
{
    if (Session *session = Session::current())
        session->attachView(this);
}

MapItem::~MapItem()
{
    Session *session = Session::current();
    if (session && session->view() == this)
        session->attachView(nullptr);
}

}
