// The outside of an entered building, as glass.
in vec3 vertexPosition;
in vec3 vertexNormal;

uniform mat4 modelMatrix;
uniform mat4 modelViewProjection;
uniform vec4 sectionPlane;
uniform float shellTop;

out float gl_ClipDistance[2];
flat out vec3 faceNormal;
out vec3 world;

void main()
{
    world = (modelMatrix * vec4(vertexPosition, 1.0)).xyz;
    faceNormal = vertexNormal;
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
    gl_ClipDistance[0] = dot(sectionPlane, vec4(world, 1.0));
    gl_ClipDistance[1] = shellTop - world.z;
}
