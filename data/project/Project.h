#pragma once

#include "base/Result.h"
#include "domain/Catalogue.h"
#include "domain/City.h"
#include "domain/Sources.h"

namespace project
{

/// A layer as a project asks for it, with how it is to be shown.
struct ProjectLayer {
    domain::LayerRequest request;
    base::LocalizedText name;
    bool visible = true;
    double opacity = 1.0;
};

/// What a project file says (docs/project-file.md): paths made absolute, defaults filled in. Nothing has been read yet.
struct Project {
    QString path; ///< of the project file; empty for bare data files
    base::LocalizedText name;
    bool simulated = false;
    QString crs;
    std::vector<ProjectLayer> layers; ///< things' sources among them
    std::vector<domain::FeedConfig> feeds;
    std::vector<domain::SavedView> views;
    domain::StoreConfig store; ///< url empty: the project names none
    std::vector<domain::Team> teams;
    std::vector<domain::NotifyTarget> notify;
    domain::Catalogue catalogue;
    domain::Rules rules;
    std::vector<domain::Indicator> indicators;
    std::vector<domain::SourceSystem> sources;
    std::vector<domain::PeopleRequest> people;
    std::vector<std::shared_ptr<const domain::Storyboard>> storyboards;
    base::Warnings warnings;

    /// Reads FILE ("district.json"). Errors: "file-missing", "json-broken" (with line), "project-invalid" (with JSON
    /// pointer).
    static base::Result<Project> read(const QString &file);
    /// A project of bare data files: one request each, kinds left to the readers.
    static base::Result<Project> ofFiles(const QStringList &sources);
    /// Whether a path names a project file rather than data: its name ends in .json and its content has our "format".
    static bool isProject(const QString &file);
};

}
