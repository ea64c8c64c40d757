#pragma once

#include "domain/IdIndex.h"

#include <QString>
#include <QVariant>

#include <array>
#include <vector>

namespace domain
{

/// The attributes of a layer's features by column; texts are stored once in a dictionary, so that half a million
/// buildings stay small.
class AttributeTable
{
public:
    /// Returns the column's index; an existing column of that name is returned as it is.
    int addColumn(const QString &name, bool numeric);
    void resize(size_t rows);
    size_t rows() const { return m_rows; }
    int columns() const { return int(m_columns.size()); }
    int indexOf(const QString &name) const; ///< -1 where there is none
    const QString &name(int column) const { return m_columns[size_t(column)].name; }
    bool isNumeric(int column) const { return m_columns[size_t(column)].numeric; }

    void setNumber(size_t row, int column, double value);
    void setText(size_t row, int column, const QString &value);
    /// The texts of a text column that has none yet: each once, none empty. Rows get them by `setCode`, the first is 1.
    void setTexts(int column, std::vector<QString> texts);
    void setCode(size_t row, int column, quint32 code) { m_columns[size_t(column)].codes[row] = code; }
    /// The same columns, empty.
    AttributeTable withoutRows() const;
    /// Adds the rows of a table with the same columns in the same order behind these.
    void append(const AttributeTable &other);
    /// Lets go of what only setting needs.
    void squeeze();
    /// NaN where absent or not a number.
    double number(size_t row, int column) const;
    /// Empty where absent; numbers in their shortest form.
    QString text(size_t row, int column) const;
    QVariant value(size_t row, int column) const;
    /// The different texts of a text column; the first is the empty one.
    const std::vector<QString> &dictionary(int column) const { return m_columns[size_t(column)].dictionary; }

private:
    struct Column {
        QString name;
        bool numeric = false;
        std::vector<double> numbers;
        std::vector<quint32> codes;
        std::vector<QString> dictionary{QString()};
        IdIndex lookup; ///< of the dictionary; empty: made when a text is set
    };
    static quint32 codeOf(Column &column, const QString &text);
    std::vector<Column> m_columns;
    size_t m_rows = 0;
};

}
