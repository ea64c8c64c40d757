#include "viewer/FilePicker.h"

#include "core/UserFiles.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QWindow>

namespace app
{

FilePicker::FilePicker(QObject *parent) : QObject(parent) {}

FilePicker::~FilePicker()
{
    delete m_dialog;
}

void FilePicker::open()
{
    if (m_dialog)
        return;
    m_dialog = new QFileDialog(nullptr, m_title);
    QFileDialog &dialog = *m_dialog;
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setWindowModality(Qt::ApplicationModal);
    dialog.setAcceptMode(m_mode == Save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog.setFileMode(m_mode == Save          ? QFileDialog::AnyFile
                       : m_mode == Folder      ? QFileDialog::Directory
                       : m_mode == OpenSeveral ? QFileDialog::ExistingFiles
                                               : QFileDialog::ExistingFile);
    dialog.setOption(QFileDialog::ShowDirsOnly, m_mode == Folder);
    if (!m_filters.isEmpty() && m_mode != Folder)
        dialog.setNameFilters(m_filters);
    dialog.setDefaultSuffix(m_suffix);
    const QFileInfo wanted(m_suggestion.toLocalFile());
    const bool isThere = !m_suggestion.isEmpty() && wanted.dir().exists();
    dialog.setDirectory(isThere ? wanted.absolutePath() : userFolder());
    if (m_mode == Save && !wanted.fileName().isEmpty())
        dialog.selectFile(wanted.fileName());
    connect(&dialog, &QFileDialog::accepted, this, [this] {
        m_chosen = m_dialog->selectedUrls();
        Q_EMIT accepted();
    });
    connect(&dialog, &QFileDialog::rejected, this, &FilePicker::rejected);
    // Over the window that asks, not somewhere behind it.
    if (QWindow *asks = QGuiApplication::focusWindow()) {
        dialog.winId();
        dialog.windowHandle()->setTransientParent(asks);
        // A wall may have no window manager that gives the keys back.
        connect(&dialog, &QDialog::finished, asks, &QWindow::requestActivate);
    }
    dialog.open();
}

}
