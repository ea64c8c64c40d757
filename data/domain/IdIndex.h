#pragma once

#include <QHashFunctions>
#include <QString>

#include <vector>

namespace domain
{

/// Finds the items of a list by their ids. The ids stay where they are (`idAt(item)` gives them), so that an item takes
/// some 14 bytes here, whatever its id.
class IdIndex
{
public:
    static constexpr qint64 None = -1;

    /// Makes room for so many items at once.
    void reserve(size_t items)
    {
        size_t slots = m_slots.empty() ? 16 : m_slots.size();
        while (slots * 3 < items * 4)
            slots *= 2;
        if (slots != m_slots.size())
            rehash(slots);
    }

    /// Puts an item under its id, which it must have already. Returns the item that was under that id before (it stays,
    /// unless `replace`); None where it is the first.
    template <typename IdAt> qint64 insert(quint32 item, const IdAt &idAt, bool replace = false)
    {
        if ((m_used + 1) * 4 > m_slots.size() * 3)
            rehash(std::max<size_t>(16, m_slots.size() * 2));
        const QString &id = idAt(item);
        const quint32 tag = tagOf(id);
        for (size_t at = tag & (m_slots.size() - 1);; at = (at + 1) & (m_slots.size() - 1)) {
            Slot &slot = m_slots[at];
            if (slot.item == Free) {
                slot = {item, tag};
                ++m_used;
                return None;
            }
            if (slot.tag == tag && idAt(slot.item) == id) {
                const quint32 before = slot.item;
                if (replace)
                    slot.item = item;
                return before;
            }
        }
    }

    template <typename IdAt> qint64 find(const QString &id, const IdAt &idAt) const
    {
        if (m_used == 0)
            return None;
        const quint32 tag = tagOf(id);
        for (size_t at = tag & (m_slots.size() - 1); m_slots[at].item != Free; at = (at + 1) & (m_slots.size() - 1)) {
            if (m_slots[at].tag == tag && idAt(m_slots[at].item) == id)
                return m_slots[at].item;
        }
        return None;
    }

    bool isEmpty() const { return m_used == 0; }

    /// What stands for an id where whole ids need not be compared.
    static quint32 tagOf(const QString &id)
    {
        const size_t hash = qHash(id, 0);
        return quint32(hash) ^ quint32(quint64(hash) >> 32);
    }

private:
    static constexpr quint32 Free = 0xFFFFFFFF;
    struct Slot {
        quint32 item = Free;
        quint32 tag = 0;
    };

    void rehash(size_t slots)
    {
        std::vector<Slot> old(slots);
        old.swap(m_slots);
        for (const Slot &slot : old) {
            if (slot.item == Free)
                continue;
            size_t at = slot.tag & (slots - 1);
            while (m_slots[at].item != Free)
                at = (at + 1) & (slots - 1);
            m_slots[at] = slot;
        }
    }

    std::vector<Slot> m_slots; ///< as many as a power of two; at most three quarters are used
    size_t m_used = 0;
};

}
