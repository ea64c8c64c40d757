#pragma once

#include "base/Warnings.h"
#include "domain/Layer.h"

#include <QHash>
#include <QStringList>

#include <array>

namespace formats
{

/// What a source's column can mean to us; the names of `fieldName` are those of the project file's "fields".
enum class Field : quint8 {
    Id,
    Name,
    Height,
    Storeys,
    StoreysBelow,
    MinHeight,
    MinStorey,
    Base,
    RoofShape,
    RoofHeight,
    RoofStoreys,
    RoofDirection,
    Use,
    Year,
    Units,
    Residents,
    Address,
    Street,
    HouseNumber,
    Quarter,
    Structure,
    Part,
    PartOf,
    Level,
    Parent,
    Manager,
    Type,
    Width,
    Lanes,
    Bridge,
    Tunnel,
    Order,
    Kind,
    Building,
    Unit,
    Storey,
    Number,
    Rooms,
    Halls,
    Kitchens,
    Baths,
    FloorArea,
    Tenancy,
    Occupants,
    Datastreams,
    Stream,
    BaseAboveGround,
    Function,
    LongName,
    Entrance,
    Window,
    Swing,
    NameEn,
    NameZh,
    AddressEn,
    ManagerEn
};
inline constexpr int FieldCount = int(Field::ManagerEn) + 1;
QString fieldName(Field field); ///< "height", "roofShape" ...

/// Which column of a source is which of our fields: those that the project names, then the usual names in several
/// languages ("HEIGHT_M", "building:levels", "层数", "Hoehe" ...; case, spaces and punctuation do not count).
class FieldMatch
{
public:
    /// `asked` is LayerRequest::fields. A column asked for that is not there is the warning "field-missing", and the
    /// usual names are tried instead.
    FieldMatch(const QStringList &columns, domain::LayerKind kind, const QHash<QString, QString> &asked,
               const QString &source, base::Warnings &warnings);

    int column(Field field) const { return m_columns[size_t(field)]; } ///< -1 where there is none
    bool has(Field field) const { return column(field) >= 0; }
    /// Metres in one unit of the column, told by its name ("HGT_FT"); 1 otherwise.
    double metres(Field field) const { return m_metres[size_t(field)]; }
    bool isMatched(int column) const { return m_used.contains(column); }
    /// (our field, the source's column), for LayerInfo.
    std::vector<std::pair<QString, QString>> matched() const;

private:
    std::array<int, FieldCount> m_columns;
    std::array<double, FieldCount> m_metres;
    QList<int> m_used;
    QStringList m_names;
};

/// The name to keep and the English one of what a source says: `name` gives way to the Chinese one where it has no
/// Chinese itself, and is then the English one where there is no other.
std::pair<QString, QString> namesOf(const QString &name, const QString &english, const QString &chinese);
/// A length in metres from a text: "12", "12,5 m", "40'", "40'6\"", "40 ft", "1200 cm", "12米". NaN where unreadable.
double parseLength(const QString &text);
/// The first whole number of a text: "5", "5.0", "地上5层", "-1F"; `ok` tells.
int parseCount(const QString &text, bool *ok);
/// The storeys that a text names: "3", "3F", "B1", "地下2层", "负一层", "3-17", "1,3-5", "0;1", "-1--3", "0.5"; in the
/// text's order, each once.
struct StoreyList {
    std::vector<double> levels;
    bool namesZero = false; ///< whether one is 0 or a word for it ("G", "EG", "RC"): the source counts from 0
};
/// Nothing in the list where the text is not understood.
StoreyList parseStoreys(const QString &text);
/// The number of a level as storeys are counted here: the ground floor is 1, there is no 0. `fromZero`: the source's
/// ground floor is 0. Levels between storeys belong to the one below.
int storeyOfLevel(double level, bool fromZero);
/// The first four-digit year of a text ("1984-05-01", "约1998年"); 0 where there is none.
int parseYear(const QString &text);

}
