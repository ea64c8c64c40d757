#include "formats/citymodel/CityModelBuilder.h"

namespace formats
{

// Pictures are read once all buildings are known: which of them are in use, and how many, says how large each may be.
void CityModelBuilder::paintBuildings(const base::Job &job)
{
    std::vector<bool> used(m_paints.size(), false);
    for (const Draft &draft : m_drafts) {
        if (draft.building.solid) {
            for (const qint32 paint : draft.shape.paints) {
                if (paint >= 0)
                    used[size_t(paint)] = true;
            }
        }
    }
    const auto textures = m_paints.decode(used, m_warnings, job);
    for (Draft &draft : m_drafts) {
        if (!draft.building.solid || draft.shape.paints.empty())
            continue;
        auto solid = std::make_shared<domain::BuildingSolid>(*draft.building.solid);
        std::vector<qint32> own(m_paints.size(), -1);
        for (size_t t = 0; t < draft.shape.paints.size(); ++t) {
            const qint32 paint = draft.shape.paints[t];
            if (paint < 0 || !textures[size_t(paint)]) {
                solid->textureOf.push_back(-1);
                continue;
            }
            if (own[size_t(paint)] < 0) {
                own[size_t(paint)] = qint32(solid->textures.size());
                solid->textures.push_back(textures[size_t(paint)]);
            }
            solid->textureOf.push_back(own[size_t(paint)]);
            for (size_t corner = 3 * t; !m_paints[paint].repeats && corner < 3 * t + 3; ++corner)
                draft.shape.texCoords[corner] = glm::clamp(draft.shape.texCoords[corner], 0.0f, 1.0f);
        }
        if (solid->textures.empty())
            continue;
        solid->texCoords = std::move(draft.shape.texCoords);
        draft.building.solid = std::move(solid);
    }
}

}
