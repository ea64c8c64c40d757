#include "interior/ElementTree.h"

#include <algorithm>
#include <map>

namespace interior
{

static std::vector<TypeGroup> grouped(const domain::Interior &interior, std::map<QString, std::vector<quint32>> byType)
{
    std::vector<TypeGroup> groups;
    for (auto &[type, elements] : byType) {
        std::stable_sort(elements.begin(), elements.end(), [&](quint32 a, quint32 b) {
            return interior.elements[a].name.localeAwareCompare(interior.elements[b].name) < 0;
        });
        groups.push_back({type, std::move(elements)});
    }
    return groups;
}

std::vector<StoreyGroup> elementTree(const domain::Interior &interior)
{
    std::map<int, StoreyGroup, std::greater<>> groups;
    for (const domain::Storey &storey : interior.storeys) {
        StoreyGroup &group = groups[storey.number];
        if (!group.id.isEmpty()) // of several buildings in one model
            continue;
        group.id = storey.id;
        group.name = storey.name;
    }
    std::map<int, std::map<QString, std::vector<quint32>>> types;
    for (size_t i = 0; i < interior.elements.size(); ++i)
        types[interior.elements[i].storey][interior.elements[i].type].push_back(quint32(i));
    for (auto &[number, byType] : types)
        groups[number].types = grouped(interior, std::move(byType));
    for (size_t i = 0; i < interior.spaces.size(); ++i)
        groups[interior.spaces[i].storey].spaces.push_back(quint32(i));
    for (size_t i = 0; i < interior.doors.size(); ++i)
        groups[interior.doors[i].storey].doors.push_back(quint32(i));

    std::vector<StoreyGroup> tree;
    for (auto &[number, group] : groups) {
        group.storey = number;
        if (number != 0)
            tree.push_back(std::move(group));
    }
    if (const auto none = groups.find(0); none != groups.end())
        tree.push_back(std::move(none->second));
    return tree;
}

std::vector<TypeGroup> elementsByType(const domain::Interior &interior)
{
    std::map<QString, std::vector<quint32>> byType;
    for (size_t i = 0; i < interior.elements.size(); ++i)
        byType[interior.elements[i].type].push_back(quint32(i));
    return grouped(interior, std::move(byType));
}

}
