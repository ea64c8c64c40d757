#include "core/DeskMemory.h"

namespace app
{

QVariantMap DeskMemory::of(const QString &part) const
{
    return m_keep ? m_settings.desk(part) : m_now.value(part);
}

void DeskMemory::keep(const QString &part, const QVariantMap &state)
{
    if (m_keep)
        m_settings.setDesk(part, state);
    else
        m_now.insert(part, state);
}

}
