#pragma once

#include <QFileDialog>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QUrl>
#include <qqmlintegration.h>

namespace app
{

/// Asks for a file or a folder: with the desktop's own dialog where there is one, else with that of Qt's widgets, which
/// is translated, opens where the suggestion is and takes a whole path that is typed. (That of Qt Quick, 6.4, does none
/// of these: it takes the first file of the working folder where the suggested folder is not there.) Main thread.
class FilePicker : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString title MEMBER m_title NOTIFY changed)
    Q_PROPERTY(Mode mode MEMBER m_mode NOTIFY changed)
    /// Such as "Views (*.json)".
    Q_PROPERTY(QStringList filters MEMBER m_filters NOTIFY changed)
    /// For a file to be saved whose name has no ending.
    Q_PROPERTY(QString suffix MEMBER m_suffix NOTIFY changed)
    /// A file or folder to begin with.
    Q_PROPERTY(QUrl suggestion MEMBER m_suggestion NOTIFY changed)
    Q_PROPERTY(QUrl chosen READ chosen NOTIFY accepted)
    Q_PROPERTY(QList<QUrl> allChosen MEMBER m_chosen NOTIFY accepted)

public:
    enum Mode { Open, OpenSeveral, Save, Folder };
    Q_ENUM(Mode)

    explicit FilePicker(QObject *parent = nullptr);
    ~FilePicker() override;

    QUrl chosen() const { return m_chosen.isEmpty() ? QUrl() : m_chosen.first(); }
    /// One at a time: does nothing while it is open.
    Q_INVOKABLE void open();

Q_SIGNALS:
    void changed();
    void accepted();
    void rejected();

private:
    QString m_title, m_suffix;
    Mode m_mode = Open;
    QStringList m_filters;
    QUrl m_suggestion;
    QList<QUrl> m_chosen;
    QPointer<QFileDialog> m_dialog;
};

}
