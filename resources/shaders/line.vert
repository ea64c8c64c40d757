// A line of constant width on screen: each segment is a quad whose corners know both ends.
in vec3 vertexPosition;
in vec3 vertexOther;
in vec2 vertexSide; // -1 or 1 across; width in pixels
in uint vertexFeature;

uniform mat4 modelViewProjection;
uniform vec3 eyePosition;
uniform sampler2D stateTexture;
uniform float layerBias;
uniform float layerOpacity;
uniform float lineScale;
uniform vec2 viewport;
uniform mat4 modelMatrix; // moves only
#ifdef INSIDE
uniform sampler2D infoTexture; // z: belongs to the shell, w: in the accent
uniform vec4 sectionPlane;
uniform float shellTop;
out float gl_ClipDistance[2];
#endif

flat out vec4 lineColour;
out float across;    // pixels from the middle
flat out float reach; // half the width, pixels

void main()
{
    vec4 state = texelFetch(stateTexture, ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10), 0);
    int flags = int(state.a * 255.0 + 0.5);
    lineColour = vec4((flags & 3) != 0 ? accent : state.rgb, (flags & 4) != 0 ? 0.25 : 1.0);
    float width = vertexSide.y * lineScale * ((flags & 2) != 0 ? 2.0 : 1.0) + 1.0;

    vec4 a = modelViewProjection * vec4(vertexPosition, 1.0);
    vec4 b = modelViewProjection * vec4(vertexOther, 1.0);
    // The end behind the eye is drawn in to the near plane, else the direction turns over.
    if (b.w < 0.1 && a.w > 0.1)
        b = mix(a, b, (a.w - 0.1) / (a.w - b.w));
    else if (a.w < 0.1 && b.w > 0.1)
        a = mix(b, a, (b.w - 0.1) / (b.w - a.w));
    vec2 direction = (b.xy / b.w - a.xy / a.w) * viewport;
    float size = length(direction);
    direction = size > 1e-5 ? direction / size : vec2(1.0, 0.0);
    vec2 offset = vec2(-direction.y, direction.x) * vertexSide.x * 0.5 * width;
    offset -= direction * 0.35 * width; // a square end hides the joint
    a.xy += offset * 2.0 / viewport * a.w;
    vec3 world = vertexPosition + modelMatrix[3].xyz;
    a.z = depthAbove(a, modelViewProjection * vec4(world - eyePosition, 0.0), distance(world, eyePosition), layerBias);
    across = vertexSide.x * 0.5 * width;
    gl_Position = (flags & 16) != 0 ? vec4(2.0, 2.0, 2.0, 0.0) : a;
    lineColour.a *= min(vertexSide.y, 1.0) * layerOpacity;
#ifdef INSIDE
    vec4 info = texelFetch(infoTexture, ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10), 0);
    bool isShell = info.z > 0.5;
    if (!isShell && (flags & 3) == 0)
        lineColour.rgb = info.w > 0.5 ? accent : insideEdge;
    // From afar, lines a few pixels apart would fill what they bound.
    float metre = viewport.y * 1.2 / max(gl_Position.w, 0.1);
    lineColour.a *= isShell ? 1.0 : smoothstep(0.6, 7.0, metre);
    gl_ClipDistance[0] = dot(sectionPlane, vec4(world, 1.0));
    gl_ClipDistance[1] = isShell ? shellTop - world.z : 1.0;
#endif
    reach = 0.5 * width;
}
