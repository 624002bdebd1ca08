// PCL's usual pipeline on LiDAR scans, timed on one thread: RANSAC plane, then Euclidean clusters of the rest.
// Usage: pcl_driver OUT SCAN.bin...   (scans: float32 x, y, z, intensity, little-endian)
// Writes OUT/ground/<frame>.i32 (1 = ground, 0 = not) and OUT/labels/<frame>.i32 (-1 ground, 0 none, > 0 cluster),
// and prints "<frame> <points> <cpu ms> <ransac ms> <clusters ms>" per scan.
#define PCL_NO_PRECOMPILE
#include <pcl/ModelCoefficients.h>
#include <pcl/filters/extract_indices.h>
#include <pcl/filters/impl/extract_indices.hpp>
#include <pcl/kdtree/impl/kdtree_flann.hpp>
#include <pcl/kdtree/kdtree_flann.h>
#include <pcl/point_types.h>
#include <pcl/sample_consensus/impl/ransac.hpp>
#include <pcl/sample_consensus/impl/sac_model_plane.hpp>
#include <pcl/search/impl/kdtree.hpp>
#include <pcl/search/kdtree.h>
#include <pcl/segmentation/extract_clusters.h>
#include <pcl/segmentation/impl/extract_clusters.hpp>
#include <pcl/segmentation/impl/sac_segmentation.hpp>
#include <pcl/segmentation/sac_segmentation.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

namespace {

using Cloud = pcl::PointCloud<pcl::PointXYZ>;

constexpr double kPlaneThreshold = 0.2;    // metres
constexpr int kRansacIterations = 100;
constexpr double kClusterTolerance = 0.5;  // metres
constexpr int kMinPoints = 10;

struct Times {
  double ransac = 0;
  double clusters = 0;
};

double cpuMillis() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}

Cloud::Ptr read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Cloud::Ptr cloud(new Cloud);
  float values[4];
  while (file.read(reinterpret_cast<char*>(values), sizeof values)) {
    cloud->push_back(pcl::PointXYZ(values[0], values[1], values[2]));
  }
  return cloud;
}

void write(const std::filesystem::path& path, const std::vector<int32_t>& values) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(int32_t));
}

pcl::PointIndices::Ptr findGround(const Cloud::Ptr& cloud) {
  pcl::SACSegmentation<pcl::PointXYZ> plane;
  plane.setOptimizeCoefficients(true);
  plane.setModelType(pcl::SACMODEL_PLANE);
  plane.setMethodType(pcl::SAC_RANSAC);
  plane.setMaxIterations(kRansacIterations);
  plane.setDistanceThreshold(kPlaneThreshold);
  plane.setInputCloud(cloud);
  pcl::PointIndices::Ptr inliers(new pcl::PointIndices);
  pcl::ModelCoefficients coefficients;
  plane.segment(*inliers, coefficients);
  return inliers;
}

std::vector<pcl::PointIndices> cluster(const Cloud::Ptr& objects) {
  pcl::search::KdTree<pcl::PointXYZ>::Ptr tree(new pcl::search::KdTree<pcl::PointXYZ>);
  tree->setInputCloud(objects);
  pcl::EuclideanClusterExtraction<pcl::PointXYZ> extraction;
  extraction.setClusterTolerance(kClusterTolerance);
  extraction.setMinClusterSize(kMinPoints);
  extraction.setMaxClusterSize(std::numeric_limits<int>::max());
  extraction.setSearchMethod(tree);
  extraction.setInputCloud(objects);
  std::vector<pcl::PointIndices> clusters;
  extraction.extract(clusters);
  return clusters;
}

Times segment(const Cloud::Ptr& cloud, std::vector<int32_t>& ground, std::vector<int32_t>& labels) {
  Times times;
  double start = cpuMillis();
  pcl::PointIndices::Ptr inliers = findGround(cloud);
  Cloud::Ptr objects(new Cloud);
  pcl::ExtractIndices<pcl::PointXYZ> extract;
  extract.setInputCloud(cloud);
  extract.setIndices(inliers);
  extract.setNegative(true);
  extract.filter(*objects);
  double middle = cpuMillis();
  std::vector<pcl::PointIndices> clusters = cluster(objects);
  times.ransac = middle - start;
  times.clusters = cpuMillis() - middle;

  ground.assign(cloud->size(), 0);
  for (int index : inliers->indices) ground[index] = 1;
  std::vector<int> original;
  for (std::size_t i = 0; i < cloud->size(); ++i) {
    if (!ground[i]) original.push_back(static_cast<int>(i));
  }
  labels.assign(cloud->size(), 0);
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = ground[i] ? -1 : 0;
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    for (int index : clusters[c].indices) labels[original[index]] = static_cast<int32_t>(c + 1);
  }
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: pcl_driver OUT SCAN.bin...\n");
    return 2;
  }
  std::filesystem::path out(argv[1]);
  std::filesystem::create_directories(out / "ground");
  std::filesystem::create_directories(out / "labels");
  for (int i = 2; i < argc; ++i) {
    Cloud::Ptr cloud = read(argv[i]);
    std::vector<int32_t> ground, labels;
    Times times = segment(cloud, ground, labels);
    std::string name = std::filesystem::path(argv[i]).stem();
    write(out / "ground" / (name + ".i32"), ground);
    write(out / "labels" / (name + ".i32"), labels);
    std::printf("%s %zu %.3f %.3f %.3f\n", name.c_str(), cloud->size(), times.ransac + times.clusters, times.ransac,
                times.clusters);
    std::fflush(stdout);
  }
  return 0;
}
